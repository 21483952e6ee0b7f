package io.cellar.source.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of file that holds no volume for Cellar, known by its first bytes, else by its name.
 *
 * @param words what it is and what to do, a sentence without its full stop
 */
record FileKind(String words) {
  private static final String CONVERT = "convert it to OME-Zarr, Zarr, N5 or HDF5";
  private static final String MICROSCOPE = CONVERT + ", for example with bioformats2raw or Fiji";

  /** Bytes at a place, and what has them. */
  private record Magic(int at, String bytes, FileKind kind) {}

  private static final List<Magic> MAGICS =
      List.of(
          magic(0, "ZISRAWFILE", image("a CZI file of ZEISS")),
          magic(0, "\u00da\u00ce\u00be\n", image("an ND2 file of Nikon")),
          magic(0, "\0\0\0\u000cjP  \r\n\u0087\n", image("a JPEG 2000 image")),
          magic(0, "OLYMPUSRAWFORMAT", image("an OIR file of Olympus")),
          magic(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", image("an OLE file")),
          magic(0, "\u0089PNG\r\n\u001a\n", plain("a PNG image")),
          magic(0, "\u00ff\u00d8\u00ff", plain("a JPEG image")),
          magic(0, "GIF8", plain("a GIF image")),
          magic(0, "8BPS", plain("a Photoshop image")),
          magic(0, "NRRD000", plain("an NRRD image")),
          magic(344, "n+1\0", plain("a NIfTI image")),
          magic(344, "ni1\0", plain("the header of a NIfTI image")),
          magic(4, "n+2\0\r\n\u001a\n", plain("a NIfTI image")),
          magic(208, "MAP ", plain("an MRC image")),
          magic(128, "DICM", plain("a DICOM file")),
          magic(0, "# AmiraMesh", plain("an Amira mesh")),
          magic(0, "# Avizo", plain("an Avizo file")),
          magic(0, "# vtk DataFile", plain("a VTK file")),
          magic(0, "\u0093NUMPY", plain("an array of NumPy")),
          magic(0, "MATLAB 5.0", advised("a MATLAB file of version 5", "save it with -v7.3")),
          magic(0, "CDF\u0001", advised("a netCDF 3 file", "nccopy -k netCDF-4 converts it")),
          magic(0, "CDF\u0002", advised("a netCDF 3 file", "nccopy -k netCDF-4 converts it")),
          magic(0, "\u000e\u0003\u0013\u0001", advised("an HDF4 file", "h4toh5 converts it")),
          magic(0, "SIMPLE  =", plain("a FITS file")),
          magic(0, "PK\u0003\u0004", advised("a ZIP archive", "unpack it and open the folder")),
          magic(257, "ustar", advised("a TAR archive", "unpack it and open the folder")),
          magic(0, "7z\u00bc\u00af'\u001c", advised("a 7-Zip archive", "unpack it")),
          magic(0, "\u001f\u008b", advised("a file compressed by gzip", "decompress it first")),
          magic(0, "\u00fd7zXZ\0", advised("a file compressed by xz", "decompress it first")),
          magic(0, "BZh", advised("a file compressed by bzip2", "decompress it first")),
          magic(0, "(\u00b5/\u00fd", advised("a file compressed by zstd", "decompress it first")),
          magic(0, "RIFF", plain("a RIFF file, such as an AVI film or a WebP image")),
          magic(4, "ftyp", plain("a film or picture of the MPEG-4 family")),
          magic(0, "%PDF", advised("a PDF document", "it holds no volume")),
          magic(
              0,
              "version https://git-lfs",
              advised("the place holder of a file in Git LFS", "fetch the file with git lfs pull")),
          magic(0, "BM", plain("a BMP image")));

  private static Magic magic(int at, String bytes, FileKind kind) {
    return new Magic(at, bytes, kind);
  }

  private static FileKind image(String what) {
    return advised(what, MICROSCOPE);
  }

  private static FileKind plain(String what) {
    return advised(what, CONVERT);
  }

  private static FileKind advised(String what, String advice) {
    return new FileKind("This is " + what + ", which Cellar does not read: " + advice);
  }

  /**
   * The kind of a file.
   *
   * @param name with its ending, with or without folders
   */
  static FileKind of(byte[] start, String name) {
    String lower = name.substring(lastSeparator(name) + 1).toLowerCase(Locale.ROOT);
    if (start.length == 0) {
      return advised("an empty file", "it may have been copied only in part");
    }
    return tiff(start, lower)
        .or(() -> lif(start))
        .or(() -> analyze(start))
        .or(() -> compressed(start, lower))
        .or(() -> magic(start))
        .or(() -> text(start, lower))
        .or(() -> byEnding(lower))
        .orElseGet(() -> plain("a file of an unknown kind"));
  }

  private static int lastSeparator(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  }

  private static Optional<FileKind> magic(byte[] start) {
    return MAGICS.stream().filter(m -> has(start, m.at(), m.bytes())).map(Magic::kind).findFirst();
  }

  private static boolean has(byte[] start, int at, String bytes) {
    byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
    if (start.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (start[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<FileKind> tiff(byte[] start, String name) {
    boolean is =
        has(start, 0, "II*\0")
            || has(start, 0, "MM\0*")
            || has(start, 0, "II+\0")
            || has(start, 0, "MM\0+");
    if (!is) {
      return Optional.empty();
    }
    boolean ome =
        name.matches(".*\\.ome\\.(tiff?|btf|tf[28])")
            || new String(start, StandardCharsets.ISO_8859_1).contains("<OME ");
    return Optional.of(
        ome
            ? image("an OME-TIFF image")
            : name.endsWith(".lsm")
                ? image("an LSM file of ZEISS")
                : name.matches(".*\\.(svs|ndpi|scn)")
                    ? image("a slide image that is a TIFF inside")
                    : image("a TIFF image"));
  }

  /** LIF begins with a block of XML: 0x70, its length, 0x2a. */
  private static Optional<FileKind> lif(byte[] start) {
    return has(start, 0, "p\0\0\0") && has(start, 8, "*")
        ? Optional.of(image("a LIF file of Leica"))
        : Optional.empty();
  }

  /** The header of Analyze 7.5 has its own length in front, in either byte order. */
  private static Optional<FileKind> analyze(byte[] start) {
    boolean length = has(start, 0, "\\\u0001\0\0") || has(start, 0, "\0\0\u0001\\");
    return length && !has(start, 344, "n+1\0") && !has(start, 344, "ni1\0") && has(start, 38, "r")
        ? Optional.of(plain("the header of an Analyze image"))
        : Optional.empty();
  }

  private static Optional<FileKind> compressed(byte[] start, String name) {
    if (has(start, 0, "\u001f\u008b")) {
      if (name.endsWith(".nii.gz")) {
        return Optional.of(plain("a NIfTI image"));
      }
      if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
        return Optional.of(advised("a TAR archive", "unpack it and open the folder"));
      }
    }
    return Optional.empty();
  }

  private static Optional<FileKind> text(byte[] start, String name) {
    String text = FileStart.text(start).toLowerCase(Locale.ROOT);
    if (text.startsWith("objecttype") || text.startsWith("ndims")) {
      return Optional.of(plain("a MetaImage"));
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of(
          advised("a web page", "the link may lead to a page about the file, or to a log-in"));
    }
    if (text.startsWith("<")) {
      return Optional.of(advised("an XML file", "of these only BigDataViewer's are opened"));
    }
    boolean json = text.startsWith("{") || text.startsWith("[");
    Optional<FileKind> part = json ? partOfFolder(name) : Optional.empty();
    return part.isPresent() || !json
        ? part
        : Optional.of(advised("a JSON file", "it describes no volume that is known"));
  }

  private static Optional<FileKind> partOfFolder(String name) {
    String open = "open its folder instead";
    return switch (name) {
      case ".zarray", ".zgroup", ".zattrs", ".zmetadata", "zarr.json" ->
          Optional.of(advised("the metadata of a Zarr volume by itself", open));
      case "attributes.json" ->
          Optional.of(advised("the metadata of an N5 volume by itself", open));
      case "info" -> Optional.of(advised("the metadata of a precomputed volume by itself", open));
      default -> Optional.empty();
    };
  }

  private static Optional<FileKind> byEnding(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "tif", "tiff" -> Optional.of(damaged("a TIFF image"));
      case "czi" -> Optional.of(damaged("a CZI file"));
      case "nd2" -> Optional.of(damaged("an ND2 file"));
      case "lif" -> Optional.of(damaged("a LIF file"));
      case "dm3", "dm4" -> Optional.of(image("a file of DigitalMicrograph"));
      case "nii" -> Optional.of(damaged("a NIfTI image"));
      case "mrc", "mrcs", "map", "rec", "ccp4", "st", "ali" ->
          Optional.of(plain("an MRC image by its name"));
      case "nrrd", "nhdr" -> Optional.of(damaged("an NRRD image"));
      case "mha", "mhd" -> Optional.of(plain("a MetaImage by its name"));
      case "h5", "hdf5", "hdf", "he5", "ilp", "nxs", "ims", "emd" ->
          Optional.of(damaged("an HDF5 file"));
      case "mat" -> Optional.of(advised("a MATLAB file of an old version", "save it with -v7.3"));
      case "raw", "bin", "dat" ->
          Optional.of(
              advised(
                  "a file of bare numbers by its name",
                  "their shape and type are not in it; " + CONVERT));
      default -> Optional.empty();
    };
  }

  private static FileKind damaged(String what) {
    return new FileKind(
        "This file has the name of "
            + what
            + ", but does not begin like one: it may be damaged, or copied only in part");
  }
}
