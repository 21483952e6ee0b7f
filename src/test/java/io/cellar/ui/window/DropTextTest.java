package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.probe.VolumeLocation;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropTextTest {

  @Test
  void whatCanBeDropped() {
    assertEquals(
        List.of("a.json", "b"),
        DropText.locations(List.of(new File("a.json"), new File("b")), null, null));
    assertEquals(
        List.of("https://x.example/d.json"),
        DropText.locations(List.of(), "https://x.example/d.json", "other"));
    assertEquals(
        List.of("http://a.example/1", "HTTPS://a.example/2"),
        DropText.locations(
            null, null, "http://a.example/1\nnot an address\n  HTTPS://a.example/2 \nftp://no"));
    assertEquals(List.of(), DropText.locations(null, null, null));
    assertEquals(List.of("file:///x"), DropText.locations(null, "file:///x", null));
    assertEquals(
        List.of("http://h/a b[1].json"), DropText.locations(null, "http://h/a b[1].json", null));
    assertEquals(List.of(), DropText.locations(null, "ftp://h/x", "mailto:x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/image.ome.zarr",
        "GS://bucket/volume",
        "zarr://https://h.example/image.zarr/",
        "zarr2://s3://bucket/a.zarr#dimension_separator=/",
        "zarr3:///data/a.zarr",
        "n5://https://h.example/container.n5:volumes/raw",
        "precomputed://gs://bucket/em",
        "https://h.example/a.zarr/|zarr3:path/to/it",
        "s3://bucket/em|neuroglancer-precomputed:",
        "https://h.example/plate.ome.zarr:A/1/0"
      })
  void whatNamesAnImageIsTakenAsItStands(String location) {
    assertEquals(List.of(location), DropText.locations(null, null, " " + location + "\n"));
    assertEquals(List.of(location), DropText.locations(null, location, null));
    assertTrue(VolumeLocation.parse(location) != null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cellar:https://h.example/a.zarr", "CELLAR:/etc/passwd", "cellar://x"})
  void linksAreTakenValidOrNot(String link) {
    assertEquals(List.of(link), DropText.locations(null, link, null));
    assertEquals(List.of(link, link), DropText.locations(null, null, link + "\n " + link));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cellar:",
        "cellar: yes",
        "s3://",
        "zarr://",
        "n5",
        "precomputed: yes",
        "see zarr://x",
        "12, 3, 4"
      })
  void whatNamesNothingIsLeft(String text) {
    assertEquals(List.of(), DropText.locations(null, null, text));
  }
}
