package io.cellar.ui.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTextTest {

  @ParameterizedTest
  @CsvSource({
    "/home/a/b.json, b.json",
    "b.json, b.json",
    "https://h.example/a/b.ome.zarr/, b.ome.zarr",
    "https://h.example:8080/a/b.json?key=SECRET, b.json",
    "/home/a/plate.zarr:A/1/0, plate.zarr:A/1/0",
    "https://h.example:8080/plate.zarr:A/1/0, plate.zarr:A/1/0",
    "zarr://https://h.example/plate.zarr:A/1, plate.zarr:A/1",
    "zarr:///data/plate.zarr, plate.zarr",
    "https://h.example/plate.zarr/|zarr:A/1, plate.zarr|zarr:A/1",
    "s3://bucket, bucket",
    "http://h.example:80, h.example:80"
  })
  void aLocationIsCalledByItsLastPartAndWhatIsNamedInIt(String location, String name) {
    assertEquals(name, ProblemsText.name(location));
  }
}
