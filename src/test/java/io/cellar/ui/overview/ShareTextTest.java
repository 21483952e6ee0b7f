package io.cellar.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.store.Coverage;
import io.cellar.ui.DemoVolume;
import io.cellar.ui.coverage.Tally;
import io.cellar.ui.coverage.ViewShares;
import io.cellar.ui.navigation.LevelBlocks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareTextTest {

  @Test
  void emptyBlocksAreCountedApartAndCountAsCachedInTheShares() {
    DemoVolume volume = DemoVolume.tissue();
    volume.coverage(0).set(3, Coverage.State.EMPTY);
    volume.coverage(0).set(4, Coverage.State.AVAILABLE);
    LevelBlocks blocks = new LevelBlocks(volume.levels().levels().getFirst(), volume.coverage(0));
    List<String> lines = ShareText.of(blocks, ViewShares.NONE, 1).lines().toList();
    assertEquals("1 of 256 blocks cached", lines.get(0));
    assertEquals("1 empty in the source", lines.get(1));
    assertEquals("0.78\u00a0%\u00a0of\u00a0all", lines.get(2));
  }

  /** Where there is not room for all shares in a line, it is broken between two of them. */
  @Test
  void noShareIsTornApart() {
    DemoVolume volume = DemoVolume.tissue();
    LevelBlocks blocks = new LevelBlocks(volume.levels().levels().getFirst(), volume.coverage(0));
    ViewShares shares =
        new ViewShares(List.of(new Tally(3, 8, 8)), Optional.of(List.of(new Tally(1, 2, 2))));
    String second = ShareText.of(blocks, shares, 1).lines().toList().get(1);
    assertEquals(
        List.of("0 % of all ·", "37.5 % of view ·", "50.0 % of box"),
        List.of(second.split(" ")).stream().map(part -> part.replace('\u00a0', ' ')).toList());
  }
}
