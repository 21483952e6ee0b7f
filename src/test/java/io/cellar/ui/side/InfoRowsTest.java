package io.cellar.ui.side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.side.InfoRows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoRowsTest {

  private static List<Row> fixed(DemoVolume volume) {
    return InfoRows.fixed(volume.levels(), volume.location());
  }

  private static List<String> values(List<Row> rows, String label) {
    return rows.stream().filter(r -> r.label().equals(label)).map(Row::value).toList();
  }

  @Test
  void filesOfTheUsersOwnHaveNoCacheAndNoFiguresOfIt() {
    try (DemoVolume own = DemoVolume.own()) {
      List<Row> rows = fixed(own);
      assertEquals(List.of("files of your own (read where they lie)"), values(rows, "Blocks from"));
      assertEquals(List.of(), values(rows, "Cache folder"));
      assertEquals(List.of("OME-Zarr 0.4"), values(rows, "Format"));
      assertEquals(List.of(), InfoRows.kept(own.levels(), own.figures()));
    }
  }

  @Test
  void everyNoteHasARow() {
    try (DemoVolume own = DemoVolume.own("the axes are guessed", "level 3 was left out")) {
      assertEquals(
          List.of("the axes are guessed", "level 3 was left out"), values(fixed(own), "Note"));
    }
  }

  @Test
  void aRemoteVolumeTellsItsServerAndItsCache() {
    try (DemoVolume remote = DemoVolume.tissue()) {
      List<Row> rows = fixed(remote);
      assertEquals(List.of("block server (HDF5)"), values(rows, "Format"));
      assertTrue(values(rows, "Blocks from").getFirst().startsWith("http://volumes.example/"));
      assertEquals(1, values(rows, "Cache folder").size());
      assertEquals(List.of(), values(rows, "Note"));
      assertEquals(4, InfoRows.kept(remote.levels(), remote.figures()).size());
    }
  }

  @Test
  void whatHasNoServerTellsNoFormat() {
    try (DemoVolume local =
        DemoVolume.ramps(
            "yx", io.cellar.volume.DType.UINT8, new long[] {8, 8}, new long[] {8, 8})) {
      assertEquals(List.of(), values(fixed(local), "Format"));
      assertEquals(List.of("this computer only"), values(fixed(local), "Blocks from"));
    }
  }
}
