package ort

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"io/fs"
	"os"
)

// What can be wrong with a file that should be the library.
var (
	errNotLibrary     = errors.New("it is not a library for this system, or it is damaged")
	errOtherProcessor = errors.New("it was made for another kind of processor")
	errNotPermitted   = errors.New("reading it is not permitted")
	errTooOld         = errors.New("it is too old; version 1.24 or newer is needed")
	errOtherLibrary   = errors.New("it is a library, but not onnxruntime")
)

// inspect returns an error if the file cannot be a library for the given
// system and processor. It looks before the system's loader does, because that
// explains little, and ends the process when a file was cut off, as one is
// whose download broke.
func inspect(path, goos, goarch string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return errNotPermitted
	}
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	switch goos {
	case "windows":
		return inspectPE(file, goarch, info.Size())
	case "darwin":
		return inspectMachO(file, goarch, info.Size())
	}
	return inspectELF(file, goarch, info.Size())
}

// inspectELF inspects a library for Linux.
func inspectELF(file *os.File, goarch string, size int64) error {
	f, err := elf.NewFile(file)
	if err != nil {
		return errNotLibrary
	}
	machines := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64, "riscv64": elf.EM_RISCV}
	if want, ok := machines[goarch]; ok && f.Machine != want {
		return errOtherProcessor
	}
	for _, segment := range f.Progs {
		if !within(segment.Off, segment.Filesz, size) {
			return errNotLibrary
		}
	}
	return nil
}

// inspectMachO inspects a library for macOS, which may hold variants for
// several processors.
func inspectMachO(file *os.File, goarch string, size int64) error {
	processors := map[string]macho.Cpu{"amd64": macho.CpuAmd64, "arm64": macho.CpuArm64}
	want := processors[goarch]
	if fat, err := macho.NewFatFile(file); err == nil {
		for _, variant := range fat.Arches {
			if variant.Cpu == want {
				if !within(uint64(variant.Offset), uint64(variant.Size), size) {
					return errNotLibrary
				}
				return nil
			}
		}
		return errOtherProcessor
	}
	f, err := macho.NewFile(file)
	if err != nil {
		return errNotLibrary
	}
	if f.Cpu != want {
		return errOtherProcessor
	}
	for _, load := range f.Loads {
		if segment, ok := load.(*macho.Segment); ok && !within(segment.Offset, segment.Filesz, size) {
			return errNotLibrary
		}
	}
	return nil
}

// inspectPE inspects a library for Windows.
func inspectPE(file *os.File, goarch string, size int64) error {
	f, err := pe.NewFile(file)
	if err != nil {
		return errNotLibrary
	}
	machines := map[string]uint16{"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "arm64": pe.IMAGE_FILE_MACHINE_ARM64}
	if want, ok := machines[goarch]; ok && f.Machine != want {
		return errOtherProcessor
	}
	for _, section := range f.Sections {
		if !within(uint64(section.Offset), uint64(section.Size), size) {
			return errNotLibrary
		}
	}
	return nil
}

// within reports whether a part of a file lies inside it.
func within(offset, length uint64, size int64) bool {
	return offset <= uint64(size) && length <= uint64(size)-offset
}
