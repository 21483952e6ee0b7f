package io.cellar.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.coverage.Tally;
import io.cellar.ui.coverage.ViewShares;
import io.cellar.ui.navigation.LevelBlocks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareTextTest {

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
