package fetch

// Platform is an operating system and a processor, by their Go names.
type Platform struct{ OS, Arch string }

// String returns the form that Go's tools use, such as linux/amd64.
func (p Platform) String() string { return p.OS + "/" + p.Arch }

var (
	linuxX64   = Platform{"linux", "amd64"}
	linuxARM   = Platform{"linux", "arm64"}
	macARM     = Platform{"darwin", "arm64"}
	windowsX64 = Platform{"windows", "amd64"}
)

// item is what a source has for one platform. Hashes are SHA-256 in hexadecimal.
type item struct {
	// archive is the file to download, and archiveHash its hash; an empty one leaves the judgement to hash.
	archive, archiveHash string
	// member is the library's path in the archive, or in the source's folder.
	member string
	// hash is the library's own.
	hash string
}

// Every library is of onnxruntime 1.24, the first version that speaks the API that the binding asks for. For Macs
// with Intel processors there is none.

// moduleItems are in the folder of the Go module github.com/yalue/onnxruntime_go v1.27.0.
var moduleItems = items{
	windowsX64: {
		member: "test_data/onnxruntime.dll",
		hash:   "8a1aad8d59d02a5337d4e3f5bbd1158c3f7bf84fe3b3f0052f957dd3e75a91cb",
	},
	macARM: {
		member: "test_data/onnxruntime_arm64.dylib",
		hash:   "9626bbdd201fbed7e3addcbd9fc7e97ec4954c03afcf40a9883af50498bffb06",
	},
	linuxARM: {
		member: "test_data/onnxruntime_arm64.so",
		hash:   "7954e8bdedb497f830c6a679e818d98399b7f4d81ade1126c3e0be74d28111ab",
	},
}

// releaseItems are in the official release 1.24.4.
var releaseItems = items{
	linuxX64: {
		archive:     "onnxruntime-linux-x64-1.24.4.tgz",
		archiveHash: "3a211fbea252c1e66290658f1b735b772056149f28321e71c308942cdb54b747",
		member:      "onnxruntime-linux-x64-1.24.4/lib/libonnxruntime.so.1.24.4",
		hash:        "d132535d051344ff5c64c9c200004150559049a81ed330eb4422c1962fb6b7e4",
	},
	linuxARM: {
		archive:     "onnxruntime-linux-aarch64-1.24.4.tgz",
		archiveHash: "866109a9248d057671a039b9d725be4bd86888e3754140e6701ec621be9d4d7e",
		member:      "onnxruntime-linux-aarch64-1.24.4/lib/libonnxruntime.so.1.24.4",
		hash:        "52b2a0e75e79468404284fec38ad5ee1a7a996232274f5e1b84f3e793fb07554",
	},
	macARM: {
		archive: "onnxruntime-osx-arm64-1.24.4.tgz",
		member:  "onnxruntime-osx-arm64-1.24.4/lib/libonnxruntime.1.24.4.dylib",
		hash:    "872533f130f1839a5bc01788ddb4f75c83a189763441ba1178788ed965449289",
	},
}

// npmPackage holds libraries for several platforms; npmItems lists the one that no Go module carries.
const npmPackage = "onnxruntime-node@1.24.3"

var npmItems = items{
	linuxX64: {
		member: "package/bin/napi-v6/linux/x64/libonnxruntime.so.1",
		hash:   "92ba8e44d31b80a34f5e805076a044122c3be1fffe0d88ed790de7267b0b2682",
	},
}

// knownHashes are those of every library that any source has for the platform.
func knownHashes(platform Platform) []string {
	var hashes []string
	for _, items := range []items{moduleItems, releaseItems, npmItems} {
		if item, ok := items[platform]; ok {
			hashes = append(hashes, item.hash)
		}
	}
	return hashes
}
