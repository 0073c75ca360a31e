#!/usr/bin/env python3
"""Writes every photo of a folder in many kinds of picture file, and beside each file the pixels that Pillow reads from it.

pictures.py PHOTOS OUT [START...]: OUT/KIND/NAME.EXT is the file, OUT/KIND/NAME.EXT.right.png what Pillow makes of it on white. With STARTs,
only kinds whose names start so are written.
tools/pictures compares them with what Foolscope reads. Kinds that Pillow cannot write are left to cjpeg (libjpeg-turbo-progs)
and tiffcp (libtiff-tools), and left out where those are absent.
"""
import pathlib
import shutil
import subprocess
import sys

try:
    from PIL import Image
except ImportError:
    print("pictures.py: Pillow is not installed (Debian: python3-pil); nothing is measured", file=sys.stderr)
    sys.exit(77)


def cjpeg(*options):
    def write(photo, path):
        source = path.with_suffix(".ppm")
        photo.save(source)
        subprocess.run(["cjpeg", "-quality", "85", *options, "-outfile", path, source], check=True)
        source.unlink()
    return write if shutil.which("cjpeg") else None


def tiffcp(*options, mode="RGB"):
    def write(photo, path):
        source = path.with_suffix(".source.tif")
        photo.convert(mode).save(source)
        # A comma in a name, such as that of a folder, means something to tiffcp.
        subprocess.run(["tiffcp", *options, source.name, path.name], check=True, cwd=path.parent)
        source.unlink()
    return write if shutil.which("tiffcp") else None


def save(mode=None, **options):
    def write(photo, path):
        (photo.convert(mode) if mode else photo).save(path, **options)
    return write


def ycck(photo, path):
    """A CMYK JPEG that says of itself that it is YCCK: strange colours, and the same ones for every program."""
    photo.convert("CMYK").save(path, quality=85, subsampling=0)
    data = bytearray(path.read_bytes())
    data[data.index(b"Adobe") + 11] = 2
    path.write_bytes(data)


def fade(photo):
    """The photo with an alpha that grows from left to right."""
    photo = photo.convert("RGBA")
    photo.putalpha(Image.linear_gradient("L").rotate(90).resize(photo.size))
    return photo


def deep(photo, path):
    photo.convert("I").point(lambda v: v * 257).convert("I;16").save(path)


KINDS = {
    "JPEG 4:4:4": ("jpg", save(quality=85, subsampling=0)),
    "JPEG 4:2:2": ("jpg", save(quality=85, subsampling=1)),
    "JPEG 4:2:0": ("jpg", save(quality=85, subsampling=2)),
    "JPEG 4:4:0": ("jpg", cjpeg("-sample", "1x2")),
    "JPEG 4:1:1": ("jpg", cjpeg("-sample", "4x1")),
    "JPEG 4:1:0": ("jpg", cjpeg("-sample", "4x2")),
    "JPEG 4:2:0, progressive": ("jpg", save(quality=85, progressive=True)),
    "JPEG 4:2:0, quality 10": ("jpg", save(quality=10)),
    "JPEG, grey": ("jpg", save("L", quality=85)),
    "JPEG, RGB": ("jpg", cjpeg("-rgb")),
    "JPEG, CMYK": ("jpg", save("CMYK", quality=85, subsampling=0)),
    "JPEG, YCCK": ("jpg", ycck),
    "WebP, lossy": ("webp", save(quality=80)),
    "WebP, lossless": ("webp", save(lossless=True, method=1)),
    "WebP, lossy with alpha": ("webp", lambda photo, path: fade(photo).save(path, quality=80)),
    "PNG": ("png", save(compress_level=1)),
    "PNG, palette": ("png", save("P", compress_level=1)),
    "PNG, alpha": ("png", lambda photo, path: fade(photo).save(path, compress_level=1)),
    "PNG, 16-bit grey": ("png", lambda photo, path: deep(photo.convert("L"), path)),
    "GIF": ("gif", save()),
    "BMP, 24 bits": ("bmp", save()),
    "BMP, palette": ("bmp", save("P")),
    "TIFF": ("tif", save()),
    "TIFF, LZW": ("tif", tiffcp("-c", "lzw:2")),
    "TIFF, deflate, tiles": ("tif", tiffcp("-c", "zip", "-t", "-w", "64", "-l", "64")),
    "TIFF, planes apart": ("tif", tiffcp("-p", "separate", "-c", "packbits")),
    "TIFF, BigTIFF": ("tif", tiffcp("-8", "-c", "lzw")),
    "TIFF, CMYK": ("tif", save("CMYK")),
    "TIFF, JPEG": ("tif", save(compression="jpeg", quality=85)),
    "TIFF, fax (group 4)": ("tif", save("1", compression="group4")),
    "TIFF, fax (group 3)": ("tif", save("1", compression="group3")),
    "TIFF, 16-bit grey": ("tif", lambda photo, path: deep(photo.convert("L"), path)),
}


def right(path):
    """What Pillow reads, laid on white."""
    picture = Image.open(path)
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda v: v * (1 / 257) + 0.5).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return picture.convert("RGB")


def main(photos, out, *starts):
    paths = sorted(pathlib.Path(photos).glob("*.jpg"))
    for kind, (ending, write) in {"JPEG, as found": ("jpg", None), **KINDS}.items():
        if starts and not kind.startswith(starts):
            continue
        found = kind == "JPEG, as found"
        if write is None and not found:
            print(f"{kind}: no program here writes it", file=sys.stderr)
            continue
        folder = pathlib.Path(out) / kind
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            target = folder / f"{path.stem}.{ending}"
            if found:
                shutil.copyfile(path, target)
            else:
                write(Image.open(path).convert("RGB"), target)
            try:
                right(target).save(f"{target}.right.png", compress_level=1)
            except OSError as error:  # Pillow cannot read what it wrote
                print(f"{target}: {error}", file=sys.stderr)
                target.unlink()


main(*sys.argv[1:])
