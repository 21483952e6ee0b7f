"""Writes vectors.bin: chunks that other software encoded, and what they stand for.

Needs Python 3 with numpy, numcodecs 0.11 (with c-blosc 1.21), blosc, zstandard and Pillow (with
libjpeg-turbo). Tests only read the file. It has one entry after the other, numbers big-endian:
length of the name (2 bytes), name, decoded bytes (4), their CRC-32 (4), stored bytes (4), those.
"""

import bz2
import gzip
import io
import lzma
import struct
import zlib

import blosc
import numcodecs
import numpy as np
import zstandard
from PIL import Image

entries = []


def add(name, stored, decoded):
    entries.append((name, bytes(stored), bytes(decoded)))


def content(kind, size):
    rng = np.random.default_rng(size + 1)
    if kind == "noise":
        return rng.integers(0, 256, size, np.uint8).tobytes()
    if kind == "zeros":
        return bytes(size)
    ramp = np.cumsum(rng.integers(0, 3, size // 4 + 1)).astype("<i4")
    return ramp.tobytes()[:size]


def compressed_blosc():
    for codec in ["blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd"]:
        for shuffle in [0, 1, 2]:
            for element, size, block in [
                (1, 700, 0), (2, 3000, 1024), (2, 1001, 512), (3, 1500, 0), (4, 4 * 1024, 2048),
                (4, 4 * 601, 1024), (8, 8 * 300, 0), (16, 3200, 0), (17, 17 * 64, 0), (4, 3, 0),
            ]:
                kind = "ramp" if element != 3 else "zeros"
                decoded = content(kind, size)
                blosc.set_blocksize(block)
                stored = blosc.compress(decoded, element, 5, shuffle, codec)
                assert blosc.decompress(stored) == decoded
                add(f"blosc/{codec} shuffle {shuffle} element {element} size {size}", stored, decoded)
    blosc.set_blocksize(0)
    for kind in ["noise", "ramp"]:
        decoded = content(kind, 2000)
        add("blosc/noise " + kind, blosc.compress(decoded, 4, 0 if kind == "ramp" else 5), decoded)
    half = content("noise", 1024) + content("ramp", 3072)
    blosc.set_blocksize(1024)
    add("blosc/half noise", blosc.compress(half, 4, 5, 0, "lz4"), half)
    blosc.set_blocksize(0)
    far = content("noise", 600) + bytes(9000) + content("noise", 600) + content("noise", 9100) + content("noise", 600)
    add("blosc/far matches", blosc.compress(far, 1, 9, 0, "blosclz"), far)
    # Everyday chunks: default block size, several blocks.
    big = np.arange(70000, dtype="<u4").tobytes()
    for codec in ["blosclz", "lz4", "zstd"]:
        add("blosc/several blocks " + codec, numcodecs.Blosc(codec, 5, 1).encode(np.frombuffer(big, "<u4")), big)
    behind = numcodecs.Blosc("lz4", 5, 1).encode(np.frombuffer(content("ramp", 900), "<u2"))
    add("blosc/bytes behind", bytes(behind) + bytes(16), content("ramp", 900))


def compressed():
    decoded = content("ramp", 5000)
    add("zlib/zlib", zlib.compress(decoded), decoded)
    add("gzip/plain", gzip.compress(decoded, mtime=0), decoded)
    add("gzip/several members", gzip.compress(decoded[:1000], mtime=0) + gzip.compress(b"", mtime=0)
        + gzip.compress(decoded[1000:], mtime=0), decoded)
    named = io.BytesIO()
    with gzip.GzipFile("name.raw", "wb", fileobj=named, mtime=0) as f:
        f.write(decoded)
    add("gzip/with a name", named.getvalue(), decoded)
    add("gzip/padded", gzip.compress(decoded, mtime=0) + bytes(7), decoded)
    add("gzip/numcodecs", numcodecs.GZip(6).encode(decoded), decoded)
    add("bzip2/numcodecs", numcodecs.BZ2(5).encode(decoded), decoded)
    add("bzip2/several streams", bz2.compress(decoded[:77]) + bz2.compress(decoded[77:]), decoded)
    add("xz/numcodecs", numcodecs.LZMA(format=1).encode(decoded), decoded)
    add("xz/preset 9", lzma.compress(decoded, preset=9 | lzma.PRESET_EXTREME), decoded)
    add("xz/several streams", lzma.compress(decoded[:77]) + lzma.compress(decoded[77:], check=lzma.CHECK_SHA256), decoded)
    add("xz/delta filter", lzma.compress(decoded, filters=[
        {"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 3}]), decoded)
    for kind in ["ramp", "noise", "zeros"]:
        for size in [1, 12, 13, 3000, 70000 if kind == "zeros" else 5000]:
            d = content(kind, size)
            add(f"lz4/numcodecs {kind} {size}", numcodecs.LZ4(1).encode(d), d)
            add(f"zstd/numcodecs {kind} {size}", numcodecs.Zstd(3).encode(d), d)
    z = zstandard.ZstdCompressor(write_checksum=True)
    add("zstd/checksum", z.compress(decoded), decoded)
    unknown = zstandard.ZstdCompressor(write_content_size=False)
    add("zstd/without content size", unknown.compress(decoded), decoded)
    stream = z.compressobj()
    add("zstd/stream", stream.compress(decoded[:2000]) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
        + stream.compress(decoded[2000:]) + stream.flush(), decoded)
    skippable = struct.pack("<II", 0x184D2A53, 5) + b"hello"
    add("zstd/several frames", z.compress(decoded[:100]) + skippable + unknown.compress(decoded[100:]), decoded)


def filters():
    for dtype in ["<i1", "<u2", "<i4", "<i8"]:
        values = np.random.default_rng(3).integers(-100, 100, 200).astype(dtype)
        stored = numcodecs.Delta(dtype).encode(values)
        add(f"delta/{np.dtype(dtype).itemsize}", stored.tobytes(), values.tobytes())
    rng = np.random.default_rng(4)
    for shape, order in [((5, 6, 7), (2, 1, 0)), ((3, 40, 50), (0, 2, 1)), ((70, 3, 35), (1, 2, 0)),
                         ((2, 3, 4, 5), (3, 1, 0, 2)), ((1, 6, 1, 7), (3, 2, 1, 0)), ((4, 5, 6), (1, 0, 2))]:
        for size in [1, 2, 4, 8]:
            if size * np.prod(shape) > 20000:
                continue
            plain = rng.integers(0, 256, shape + (size,), np.uint8).view(f"<u{size}")[..., 0]
            name = ",".join(map(str, shape)) + ";" + ",".join(map(str, order))
            add(f"transposition/{size};{name}", np.ascontiguousarray(plain.transpose(order)).tobytes(), plain.tobytes())


def segments(jpeg):
    """The segments before the scan: (marker, bytes), and the rest."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        n = struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        found.append((jpeg[at + 1], jpeg[at:at + 2 + n]))
        at += 2 + n
    return found, jpeg[at:]


def without(jpeg, marker, put=b""):
    kept, rest = segments(jpeg)
    return jpeg[:2] + put + b"".join(s for m, s in kept if m != marker) + rest


def planes(image):
    a = np.asarray(image)
    return a.tobytes() if a.ndim == 2 else np.moveaxis(a, 2, 0).tobytes()


def picture(channels, width=37, height=29):
    y, x = np.mgrid[:height, :width]
    waves = [128 + 127 * np.sin(x / (3 + c) + y * (c + 1) / 9) for c in range(channels)]
    return np.stack(waves, 2).astype(np.uint8)


def jpeg(name, image, change=lambda b: b, **how):
    out = io.BytesIO()
    image.save(out, "JPEG", **how)
    stored = change(out.getvalue())
    add(f"jpeg/{name}", stored, planes(Image.open(io.BytesIO(stored))))


def pictures():
    gray = Image.fromarray(picture(1)[:, :, 0])
    colour = Image.fromarray(picture(3))
    jpeg("1 gray", gray)
    jpeg("1 gray progressive", gray, quality=95, progressive=True)
    jpeg("1 bytes behind", gray, change=lambda b: b + b"\n")
    app14 = lambda transform: b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])
    for sampling, number in [("444", 0), ("422", 1), ("420", 2)]:
        jpeg(f"3 JFIF {sampling}", colour, subsampling=number, quality=90)
        jpeg(f"3 no marker {sampling}", colour, lambda b: without(b, 0xE0), subsampling=number)
        jpeg(f"3 Adobe YCbCr {sampling}", colour, lambda b: without(b, 0xE0, app14(1)), subsampling=number)
    jpeg("3 Adobe RGB", colour, lambda b: without(b, 0xE0, app14(0)), subsampling=0)
    jpeg("3 JFIF and Adobe RGB", colour, lambda b: b[:20] + app14(0) + b[20:], subsampling=0)
    jpeg("3 named RGB", colour, lambda b: named_rgb(without(b, 0xE0)), subsampling=0)
    jpeg("3 progressive", colour, progressive=True, subsampling=2)
    jpeg("3 with a profile", colour, icc_profile=profile())
    refused = io.BytesIO()
    Image.fromarray(picture(4), "CMYK").save(refused, "JPEG")
    add("jpeg-refused/3 has 4 components", refused.getvalue(), bytes(3 * 37 * 29))
    for why, mode, how in [("a palette", "P", {}), ("a transparent colour", "L", {"transparency": 3}), ("1 bits", "1", {})]:
        refused = io.BytesIO()
        gray.convert(mode).save(refused, "PNG", **how)
        add("png-refused/1 has " + why, refused.getvalue(), bytes(37 * 29))
    for c, mode in [(1, "L"), (2, "LA"), (3, "RGB"), (4, "RGBA")]:
        image = Image.fromarray(picture(c) if c > 1 else picture(1)[:, :, 0], mode)
        out = io.BytesIO()
        image.save(out, "PNG")
        add(f"png/{c} 1", out.getvalue(), planes(image))
    sixteen = (picture(1)[:, :, 0].astype("<u2") * 257 + 1)
    out = io.BytesIO()
    Image.fromarray(sixteen).save(out, "PNG")
    add("png/1 2", out.getvalue(), sixteen.tobytes())
    for c in [2, 3, 4]:
        wide = picture(c).astype("<u2") * 251 + 7
        add(f"png/{c} 2", png(wide), np.moveaxis(wide, 2, 0).tobytes())


def named_rgb(jpeg):
    kept, rest = segments(jpeg)
    changed = b""
    for marker, s in kept:
        if marker == 0xC0:
            s = bytearray(s)
            s[10], s[13], s[16] = b"RGB"
        changed += bytes(s)
    rest = bytearray(rest)
    rest[5], rest[7], rest[9] = b"RGB"
    return jpeg[:2] + changed + bytes(rest)


def profile():
    from PIL import ImageCms
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(samples):
    """A PNG of 16 bits, which Pillow does not write for colours; rows go by the filters 0 … 4."""
    height, width, channels = samples.shape
    raw = samples.astype(">u2").reshape(height, -1).view(np.uint8).astype(int)
    unit, data = 2 * channels, b""
    for y in range(height):
        row, up = raw[y], raw[y - 1] if y else np.zeros_like(raw[0])
        left = np.concatenate([np.zeros(unit, int), row[:-unit]])
        corner = np.concatenate([np.zeros(unit, int), up[:-unit]])
        p = left + up - corner
        pa, pb, pc = abs(p - left), abs(p - up), abs(p - corner)
        paeth = np.where((pa <= pb) & (pa <= pc), left, np.where(pb <= pc, up, corner))
        guess = [0, left, up, (left + up) // 2, paeth][y % 5]
        data += bytes([y % 5]) + ((row - guess) % 256).astype(np.uint8).tobytes()
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    head = struct.pack(">IIBBBBB", width, height, 16, {1: 0, 2: 4, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


compressed_blosc()
compressed()
filters()
pictures()
with open("vectors.bin", "wb") as out:
    for name, stored, decoded in entries:
        text = name.encode()
        out.write(struct.pack(">H", len(text)) + text)
        out.write(struct.pack(">III", len(decoded), zlib.crc32(decoded), len(stored)) + stored)
print(len(entries), "entries")
