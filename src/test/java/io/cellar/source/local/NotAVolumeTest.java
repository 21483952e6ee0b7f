package io.cellar.source.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other kinds are named by their content, else by their ending. */
class NotAVolumeTest {
  @TempDir Path folder;

  private static byte[] start(int at, String bytes) {
    byte[] start = new byte[512];
    byte[] given = bytes.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(given, 0, start, at, given.length);
    return start;
  }

  private static void assertKind(String expected, byte[] start, String name) {
    String message = NotAVolume.message(start, name);
    assertTrue(message.startsWith("This is " + expected + ", which Cellar does not"), message);
    assertTrue(message.endsWith("(" + name + ")"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'II*\0', a.h5, a TIFF image",
    "0, 'MM\0+', a.tif, a TIFF image",
    "0, 'II*\0', a.ome.tif, an OME-TIFF image",
    "0, 'II*\0....<OME xmlns=', a.tif, an OME-TIFF image",
    "0, 'II*\0', a.lsm, an LSM file of ZEISS",
    "0, ZISRAWFILE, a.czi, a CZI file of ZEISS",
    "0, '\u00da\u00ce\u00be\n', a.nd2, an ND2 file of Nikon",
    "0, 'p\0\0\0\u0001\0\0\0*', a.lif, a LIF file of Leica",
    "344, 'n+1\0', a.nii, a NIfTI image",
    "4, 'n+2\0\r\n\u001a\n', a.nii, a NIfTI image",
    "208, 'MAP ', a.mrc, an MRC image",
    "0, 'NRRD0004', a.nrrd, an NRRD image",
    "0, 'ObjectType = Image', a.mha, a MetaImage",
    "0, '\u0089PNG\r\n\u001a\n', a.png, a PNG image",
    "0, '\u00ff\u00d8\u00ff\u00e0', a.jpg, a JPEG image",
    "0, 'PK\u0003\u0004', a.zarr.zip, a ZIP archive",
    "0, '\u001f\u008b', a.gz, a file compressed by gzip",
    "0, '\u001f\u008b', a.nii.gz, a NIfTI image",
    "0, 'MATLAB 5.0 MAT-file', a.mat, a MATLAB file of version 5",
    "0, '{', /data/a.zarr/.zarray, the metadata of a Zarr volume by itself",
    "0, '{', C:\\a.n5\\attributes.json, the metadata of an N5 volume by itself",
    "0, '{', info, the metadata of a precomputed volume by itself",
    "0, '{', a.json, a JSON file",
    "0, ' <!DOCTYPE html>', a.h5, a web page",
    "0, '<?xml version=''1.0''?><a/>', a.xml, an XML file",
    "0, 'version https://git-lfs.github.com', a.h5, the place holder of a file in Git LFS",
    "0, 'whatever', a, a file of an unknown kind",
  })
  void kindsAreKnown(int at, String bytes, String name, String expected) {
    assertKind(expected, start(at, bytes), name);
  }

  @Test
  void theMessageSaysWhatToDo() {
    assertEquals(
        "This is a TIFF image, which Cellar does not read: convert it to OME-Zarr, Zarr, N5 or"
            + " HDF5, for example with bioformats2raw or Fiji (cells.tif)",
        NotAVolume.message(start(0, "II*\0"), "cells.tif"));
    assertEquals(
        "This file has the name of an HDF5 file, but does not begin like one: it may be damaged,"
            + " or copied only in part (a.h5)",
        NotAVolume.message(start(0, "x"), "a.h5"));
  }

  @Test
  void anyStartIsAnswered() throws Exception {
    assertKind("an empty file", new byte[0], "a.h5");
    byte[] tiff = start(0, "II*\0");
    for (int length = 1; length < tiff.length; length++) {
      NotAVolume.message(Arrays.copyOf(tiff, length), "");
    }
    Path file = Files.write(folder.resolve("a.png"), start(0, "\u0089PNG\r\n\u001a\n"));
    assertTrue(NotAVolume.message(file).startsWith("This is a PNG image"));
  }
}
