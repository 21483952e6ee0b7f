package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.description.DescriptionReader;
import io.cellar.volume.DType;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDescriptionTest {
  @TempDir Path caches;

  private static BlockServer server(int level) throws IOException {
    return BlockServer.start(
        Map.of("tissue", new SyntheticVolume().level(level)), ServerOptions.DEFAULT);
  }

  @Test
  void theReaderUnderstandsIt() throws Exception {
    try (BlockServer server = server(1)) {
      Path file = SampleDescription.of(server, "tissue", new long[] {64, 64, 9999}).write(caches);
      VolumeDescription volume = new DescriptionReader().read(file).volume();
      assertEquals("tissue", volume.name());
      assertEquals(DType.UINT8, volume.dtype());
      assertArrayEquals(new long[] {1024, 2048, 2048}, volume.viewShape());
      assertArrayEquals(new long[] {64, 64, 2048}, volume.geometry().blockShape());
      assertEquals(List.of(16.0, 16.0, 16.0), volume.voxelSize());
      assertEquals("nm", volume.voxelUnit());
      assertEquals(file.resolveSibling("blocks"), volume.cache().root());
      assertEquals(server.urlTemplate("tissue"), volume.origin().orElseThrow().address());
      assertTrue(new DescriptionReader().read(file).outside().isEmpty());
    }
  }

  @Test
  void theSameVolumeComesToTheSameFolderAndAnotherDoesNot() throws Exception {
    long[] block = {64, 64, 64};
    Path first;
    try (BlockServer server = server(2)) {
      first = SampleDescription.of(server, "tissue", block).write(caches);
    }
    try (BlockServer server = server(2)) {
      assertEquals(first, SampleDescription.of(server, "tissue", block).write(caches));
      assertNotEquals(
          first, SampleDescription.of(server, "tissue", new long[] {32, 64, 64}).write(caches));
    }
    try (BlockServer server = server(3)) {
      assertNotEquals(first, SampleDescription.of(server, "tissue", block).write(caches));
    }
  }

  @Test
  void aBlockShapeThatDoesNotFitIsRefused() throws Exception {
    try (BlockServer server = server(0)) {
      for (long[] block : new long[][] {{64, 64}, {64, 0, 64}}) {
        assertThrows(
            IllegalArgumentException.class, () -> SampleDescription.of(server, "tissue", block));
      }
    }
  }
}
