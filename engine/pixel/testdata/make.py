#!/usr/bin/env python3
"""Writes the files in kinds/, and into right.txt what Pillow reads from each: its name, width, height and the CRC-32 of its
levels, laid on white. Needs Pillow, cjpeg (libjpeg-turbo-progs) and tiffcp (libtiff-tools).
"""
import io
import os
import random
import struct
import subprocess
import zlib

from PIL import Image

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "kinds"))


def drawing(width, height):
    """Ramps, edges of colour and a little noise."""
    noise = random.Random(1)
    picture = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            base = (9 * x % 256, 11 * y % 256, 255 if (x // 5 + y // 7) % 2 else 30)
            picture.putpixel((x, y), tuple(min(max(v + noise.randrange(-8, 9), 0), 255) for v in base))
    return picture


whole, even, narrow, dot = drawing(37, 23), drawing(32, 16), drawing(3, 5), drawing(1, 1)


def cjpeg(name, picture, *options):
    source = io.BytesIO()
    picture.save(source, "PPM")
    subprocess.run(["cjpeg", "-quality", "80", *options, "-outfile", name, "/dev/stdin"], input=source.getvalue(), check=True)


def tiffcp(name, picture, *options, **save):
    picture.save("source.tif", **save)
    subprocess.run(["tiffcp", *options, "source.tif", name], check=True)
    os.remove("source.tif")


def patch(name, old, new, after=0):
    data = open(name, "rb").read()
    place = data.index(old) + after
    open(name, "wb").write(data[:place] + new + data[place + len(new):])


for sample in "1x1", "2x1", "1x2", "2x2", "4x1", "4x2", "1x4", "2x2,2x1,1x1", "2x2,1x2,1x2", "1x1,2x2,2x2":
    cjpeg(f"sample-{sample.replace(',', '-')}.jpg", whole, "-sample", sample)
cjpeg("sample-even.jpg", even, "-sample", "2x2")
cjpeg("narrow.jpg", narrow, "-sample", "2x2")
cjpeg("dot.jpg", dot, "-sample", "2x2")
cjpeg("progressive.jpg", whole, "-progressive", "-sample", "2x2")
cjpeg("progressive-restart.jpg", whole, "-progressive", "-restart", "1")
cjpeg("restart.jpg", whole, "-restart", "1B", "-sample", "2x1")
cjpeg("grey.jpg", whole, "-grayscale", "-sample", "2x2")
cjpeg("rgb.jpg", whole, "-rgb")
cjpeg("quality-1.jpg", whole, "-quality", "1")
cjpeg("quality-100.jpg", whole, "-quality", "100", "-sample", "1x1")
cmyk = whole.convert("CMYK")
cmyk.save("cmyk.jpg", subsampling=0)
cmyk.save("cmyk-420.jpg", subsampling=2)
cmyk.save("cmyk-unmarked.jpg", subsampling=0)
patch("cmyk-unmarked.jpg", b"Adobe", b"Other")
for name in "ycck.jpg", "ycck-420.jpg":
    cmyk.save(name, subsampling=2 if "420" in name else 0)
    patch(name, b"Adobe", b"\2", 11)

for name, picture in ("odd", whole), ("even", even), ("narrow", narrow), ("dot", dot):
    picture.save(f"lossy-{name}.webp", quality=60)
whole.save("lossless.webp", lossless=True)
faded = whole.convert("RGBA")
faded.putalpha(Image.linear_gradient("L").resize(faded.size))
faded.save("alpha.webp", quality=60)
faded.save("alpha-lossless.webp", lossless=True)
frames = [faded, Image.new("RGBA", whole.size, "red")]
frames[0].save("animated.webp", save_all=True, append_images=frames[1:], quality=60)
frames[0].save("animated-lossless.webp", save_all=True, append_images=frames[1:], lossless=True)
frames[0].save("animated.png", save_all=True, append_images=frames[1:])
whole.convert("P").save("animated.gif", save_all=True, append_images=[f.convert("P") for f in frames[1:]])

for bits, colors in (1, 2), (2, 4), (4, 16):
    whole.quantize(colors).save(f"palette-{bits}.png", bits=bits, transparency=1)
whole.convert("1").save("bilevel.png")
whole.convert("LA").save("grey-alpha.png")

whole.convert("1").save("bilevel.bmp")
whole.quantize(16).save("palette.bmp")


def bmp(name, bits, compression, masks, pixels, height=23, palette=b""):
    size = 40 + len(masks) + len(palette)
    head = struct.pack("<IiiHHIIiiII", 40, 37, height, 1, bits, compression, len(pixels), 0, 0, len(palette) // 4, 0)
    with open(name, "wb") as out:
        out.write(b"BM" + struct.pack("<IHHI", 14 + size + len(pixels), 0, 0, 14 + size) + head + masks + palette + pixels)


def rows(pixel, upward=True):
    out = b""
    for y in reversed(range(23)) if upward else range(23):
        line = b"".join(pixel(*whole.getpixel((x, y))) for x in range(37))
        out += line + bytes(-len(line) % 4)
    return out


bmp("555.bmp", 16, 0, b"", rows(lambda r, g, b: struct.pack("<H", r >> 3 << 10 | g >> 3 << 5 | b >> 3)))
bmp("565.bmp", 16, 3, struct.pack("<III", 0xf800, 0x7e0, 0x1f), rows(lambda r, g, b: struct.pack("<H", r >> 3 << 11 | g >> 2 << 5 | b >> 3)))
bmp("masks-32.bmp", 32, 3, struct.pack("<III", 0xff, 0xff00, 0xff0000), rows(lambda r, g, b: bytes((r, g, b, 0))))
bmp("plain-32.bmp", 32, 0, b"", rows(lambda r, g, b: bytes((b, g, r, 7))))
bmp("down-24.bmp", 24, 0, b"", rows(lambda r, g, b: bytes((b, g, r)), False), -23)
greys = b"".join(bytes((i, i, i, 0)) for i in range(256))
runs = b"".join(bytes((20, 9 * y, 0, 5)) + bytes(range(5)) + b"\0" + bytes((12, 200)) + b"\0\0" for y in range(23)) + b"\0\1"
bmp("rle8.bmp", 8, 1, b"", runs, palette=greys)

tiffcp("lzw.tif", whole, "-c", "lzw:2", "-r", "5")
tiffcp("zip-big-endian.tif", whole, "-c", "zip:2", "-B")
tiffcp("packbits-lsb.tif", whole, "-c", "packbits", "-f", "lsb2msb")
tiffcp("apart.tif", whole, "-p", "separate", "-r", "7")
tiffcp("apart-tiles.tif", whole, "-p", "separate", "-t", "-w", "16", "-l", "16", "-c", "lzw")
tiffcp("tiles.tif", whole, "-t", "-w", "16", "-l", "16", "-c", "zip")
tiffcp("big.tif", whole, "-8")
tiffcp("big-endian-big.tif", whole, "-8", "-B", "-c", "lzw")
tiffcp("cmyk-lzw.tif", cmyk, "-c", "lzw")
cmyk.save("cmyk.tif")
whole.save("jpeg.tif", compression="jpeg")
tiffcp("jpeg-tiles.tif", whole, "-c", "jpeg:r:75", "-t", "-w", "16", "-l", "16")
tiffcp("jpeg-rgb.tif", whole, "-c", "jpeg:75")
whole.convert("L").save("jpeg-grey.tif", compression="jpeg")
bilevel = whole.convert("1")
for code in "group3", "group4":
    bilevel.save(f"{code}.tif", compression=code)
    bilevel.save(f"{code}-white-is-zero.tif", compression=code, tiffinfo={262: 0})
tiffcp("group4-lsb.tif", bilevel, "-c", "g4", "-f", "lsb2msb", "-r", "8")
bilevel.save("bilevel.tif", compression="packbits")
whole.quantize(16).save("palette.tif")
whole.convert("LA").save("grey-alpha.tif")
faded.save("alpha.tif", compression="tiff_deflate")


def right(name):
    if name in ("big-endian-big.tif", "masks-32.bmp"):  # which Pillow does not open
        return whole
    picture = Image.open(name)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("RGB")


with open("../right.txt", "w") as out:
    for name in sorted(os.listdir(".")):
        picture = right(name)
        print(name, *picture.size, f"{zlib.crc32(picture.tobytes()):08x}", file=out)
