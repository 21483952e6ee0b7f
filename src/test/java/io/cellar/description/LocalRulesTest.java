package io.cellar.description;

import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.problem;
import static io.cellar.description.Descriptions.read;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a local description. */
class LocalRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[70, 90, 100]",
        "[70.0, 9e1, 100]",
        "\"[70, 90, 100]\"",
        "\"70,90,100\"",
        "\"(140/2, 180//2, 10**2)\"",
        "\" [ 170-100, 0x5a, 100 ] # size\"",
      })
  void shapes(String json) throws DescriptionException {
    DescriptionFile file = read(with(local(), "shape", json));
    assertArrayEquals(new long[] {70, 90, 100}, file.volume().geometry().shape());
    assertTrue(
        file.normalForm().contains("[\n        70,\n        90,\n        100\n    ]"),
        "whole numbers are written as integers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[70.5, 90, 100] | /shape/0 | 70.5 is not a whole number",
        "[70, \"90\", 100] | /shape/1 | expected a number",
        "[70, [90], 100] | /shape/1 | found a list",
        "[70, true, 100] | /shape/1 | found true",
        "[70, null, 100] | /shape/1 | found null",
        "[70, NaN, 100] | /shape/1 | not a whole number",
        "70 | /shape | expected a list",
        "\"70\" | /shape | expected a list",
        "\"[70, (90, 1), 100]\" | /shape | found a list",
        "\"[141/2, 90, 100]\" | /shape | not a whole number",
        "\"[70.5, 90, 100]\" | /shape | not a whole number",
        "{} | /shape | found an object",
        "[70, 90] | /shape | has 2 numbers",
        "[] | /shape | has 0 numbers",
        "[70, 0, 100] | /shape | too small",
        "[70, -90, 100] | /shape | too small",
        "[70, 4611686018427387904, 100] | /shape/1 | too large",
        "[70, 1e999, 100] | /shape/1 | digits",
      })
  void refusedShapes(String json, String pointer, String message) {
    Problem problem = problem(with(local(), "shape", json));
    assertEquals(pointer, problem.pointer());
    assertTrue(problem.message().contains(message), problem.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "axes | \"zyz\" | twice",
        "axes | \"ZYX\" | not an axis",
        "axes | \"zy\" | /shape",
        "axes | \"\" | empty",
        "axes | null | missing",
        "format | \"n5\" | expected \"hdf5\"",
        "format | null | missing",
        "dtype | null | missing",
        "block_shape | null | missing",
        "block_shape | [2000, 2000, 2000] | /shape",
        "block_file_name_format | null | missing",
        "view_origin | [0, 16, 0] | multiple of block_shape",
        "view_origin | [0, -32, 0] | too small",
        "view_origin | [96, 0, 0] | does not fit",
        "view_shape | [71, 1, 1] | does not fit",
        "view_shape | [0, 1, 1] | too small",
        "drange | [0] | lowest and the highest",
        "drange | [255, 0] | lowest and the highest",
        "drange | [NaN, 1] | lowest and the highest",
        "drange | \"0, x\" | is a name",
        "chunks | [8, 0, 8] | too small",
        "chunks | [8, 8] | has 2 numbers",
        "compression | \"zip\" | gzip, lzf or szip",
        "compression_opts | 4 | without compression",
        "sub_block_shape | [5, 32, 64] | does not divide",
        "voxel_size | [1, 2] | has 2 numbers",
        "voxel_size | [1, 0, 2] | above 0",
      })
  void refusedFields(String key, String json, String message) {
    List<Problem> problems =
        Descriptions.problems(
            key.equals("axes") && json.equals("\"zy\"")
                ? with(local(), key, json)
                : key.equals("block_shape") && json.startsWith("[")
                    ? with(with(local(), key, json), "shape", json)
                    : with(local(), key, json));
    assertTrue(
        problems.stream().anyMatch(p -> p.toString().contains(message.replace("/shape", "shape"))),
        problems.toString());
  }

  @Test
  void defaults() throws DescriptionException {
    DescriptionFile file = read(local());
    assertArrayEquals(new long[] {0, 0, 0}, file.volume().geometry().viewOrigin());
    assertArrayEquals(new long[] {70, 90, 100}, file.volume().geometry().viewShape());
    assertEquals(BlockEncoding.PLAIN, file.volume().cache().encoding());

    file = read(with(local(), "view_origin", "[32, 64, 0]"));
    assertArrayEquals(new long[] {38, 26, 100}, file.volume().geometry().viewShape());
  }

  @Test
  void viewNeedNotEndOnABlock() throws DescriptionException {
    read(with(with(local(), "view_origin", "[32, 0, 0]"), "view_shape", "[1, 2, 3]"));
  }

  @Test
  void compressionOptions() throws DescriptionException {
    Map<String, String> gzip = with(local(), "compression", "\"gzip\"");
    assertEquals(
        9, read(with(gzip, "compression_opts", "\"3*3\"")).volume().cache().encoding().level());
    assertEquals("/compression_opts", problem(with(gzip, "compression_opts", "10")).pointer());
    assertEquals("/compression_opts", problem(with(gzip, "compression_opts", "4.5")).pointer());
    assertEquals("/compression_opts", problem(with(gzip, "compression_opts", "[4]")).pointer());
    Map<String, String> lzf = with(local(), "compression", "\"lzf\"");
    assertEquals("/compression_opts", problem(with(lzf, "compression_opts", "4")).pointer());
  }

  @Test
  void subBlocksMayBeOddWhereTheBlockIsTheGivenView() throws DescriptionException {
    Map<String, String> fields = with(local(), "sub_block_shape", "[5, 32, 64]");
    assertEquals("/sub_block_shape", problem(fields).pointer());
    read(with(fields, "view_shape", "[32, 90, 100]"));
  }

  @Test
  void rangesMayBeFractions() throws DescriptionException {
    DescriptionFile file = read(with(local(), "drange", "\"(-0.5, 1e3)\""));
    assertEquals(-0.5, file.volume().drange().orElseThrow().min());
    assertTrue(file.normalForm().contains("[\n        -0.5,\n        1000.0\n    ]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "uint8 | UINT8",
        "numpy.uint8 | UINT8",
        " numpy.int64 # wide | INT64",
        "int | INT64",
        "float | FLOAT64",
        "bool | BOOL",
        "numpy.bool_ | BOOL",
        "numpy.dtype('uint16') | UINT16",
        "numpy.dtype(numpy.float32) | FLOAT32",
        "'uint8' | UINT8",
        "'<u4' | UINT32",
        "numpy.dtype('?') | BOOL",
      })
  void dtypes(String text, DType dtype) throws DescriptionException {
    DescriptionFile file = read(with(local(), "dtype", "\"" + text + "\""));
    assertEquals(dtype, file.volume().dtype());
    assertTrue(file.normalForm().contains("\"dtype\": \"" + dtype.numpyName() + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"object\" | pickles",
        "\"numpy.object_\" | pickles",
        "\"'object'\" | pickles",
        "\"numpy.complex64\" | not supported",
        "\"numpy.float16\" | not supported",
        "\"float16\" | not supported",
        "\"np.uint8\" | write numpy.uint8",
        "\"numpy.float\" | not a dtype",
        "\"numpy.int\" | not a dtype",
        "\"[numpy.uint8]\" | not a dtype",
        "[\"numpy.uint8\"] | found a list",
        "8 | found the number",
        "\"\" | not a dtype",
        "\"__import__('os')\" | not a dtype",
        "\"numpy.dtype('uint8'\" | not a dtype",
        "\"'uint8')\" | not a dtype",
      })
  void refusedDtypes(String json, String message) {
    Problem problem = problem(with(local(), "dtype", json));
    assertEquals("/dtype", problem.pointer());
    assertTrue(problem.message().contains(message), problem.message());
  }

  @Test
  void voxelSizeIsKept() throws DescriptionException {
    Map<String, String> fields = with(local(), "voxel_size", "[30, 8.5, 8.5]");
    DescriptionFile file = read(with(fields, "voxel_unit", "\"nm\""));
    assertEquals(List.of(30.0, 8.5, 8.5), file.volume().voxelSize());
    assertEquals("nm", file.volume().voxelUnit());
    assertTrue(
        file.normalForm()
            .contains(
                "\"voxel_size\": [\n        30,\n        8.5,\n        8.5\n    ],\n"
                    + "    \"voxel_unit\": \"nm\""),
        file.normalForm());
  }
}
