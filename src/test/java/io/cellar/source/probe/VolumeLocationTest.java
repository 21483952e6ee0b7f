package io.cellar.source.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeLocationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/a.zarr",
        "a b.zarr",
        "https://h.example/a.zarr",
        "https://h.example/a.zarr/:A/1/0",
        "https://h.example/a.zarr?key=1",
        "https://h.example/a.zarr:A/1/0?key=1",
        "s3://bucket/a.zarr:x",
        "zarr://https://h.example/a.zarr/",
        "zarr3://gs://bucket/a:raw/s0",
        "n5:///data/a.n5",
        "https://h.example/a.zarr|zarr2:raw",
        "https://h.example/a.zarr/|zarr3:",
        "gs://bucket/em|neuroglancer-precomputed:",
        "zarr2://https://h.example/a.zarr#dimension_separator=/",
        "https://h.example/a.zarr:x#dimension_separator=."
      })
  void whatALocationIsWrittenAsIsThatLocation(String typed) {
    VolumeLocation location = VolumeLocation.parse(typed);
    assertEquals(location, VolumeLocation.parse(location.text()), location::text);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/p.zarr?key=1, A/1, https://h.example/p.zarr:A/1?key=1",
    "https://h.example/p.zarr:A, 1/0, https://h.example/p.zarr:A/1/0",
    "https://h.example/p.zarr|zarr:A, 1, zarr://https://h.example/p.zarr:A/1",
    "/data/p.zarr, A/1, /data/p.zarr:A/1"
  })
  void somethingInIt(String typed, String inner, String expected) {
    assertEquals(expected, VolumeLocation.parse(typed).at(inner).text());
  }

  @ParameterizedTest
  @CsvSource({
    "p.zarr:A, /data/p.zarr, A, /data/p.zarr:A",
    "p.zarr, /data/p.zarr, '', /data/p.zarr",
    "p.zarr:A|zarr:1, /data/p.zarr, A, zarr:///data/p.zarr:A/1"
  })
  void theSameOfAnotherPlace(String typed, String place, String inner, String expected) {
    assertEquals(expected, VolumeLocation.parse(typed).in(place, inner).text());
  }
}
