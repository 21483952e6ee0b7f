package io.cellar.ui.overview;

import io.cellar.store.Coverage;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.coverage.ViewShares;
import io.cellar.ui.navigation.LevelBlocks;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is cached, in words. Toolkit-free. */
final class ShareText {

  private ShareText() {}

  /**
   * Two lines: blocks of the level on screen, and shares of the view and of the box; between them,
   * if there are any, how many blocks are empty in the source. These count as cached in the shares.
   */
  static String of(LevelBlocks blocks, ViewShares shares, int levels) {
    long have = blocks.coverage().count(Coverage.State.AVAILABLE);
    long empty = blocks.coverage().count(Coverage.State.EMPTY);
    String all = Words.of("overview.figures", Figures.count(have), Figures.count(blocks.count()));
    int number = blocks.level().number();
    String figures = levels == 1 ? all : Words.of("overview.level", number, all);
    String first =
        empty == 0 ? figures : figures + "\n" + Words.of("overview.empty", Figures.count(empty));
    String second =
        Words.of("overview.all", Figures.percent((double) (have + empty) / blocks.count()));
    return first + "\n" + whole(shares(shares, number).map(s -> second + " · " + s).orElse(second));
  }

  /** Lines are broken between shares, not within. */
  private static String whole(String shares) {
    return shares.replace(' ', '\u00a0').replace("\u00a0·\u00a0", "\u00a0· ");
  }

  private static Optional<String> shares(ViewShares shares, int level) {
    if (level >= shares.view().size()) {
      return Optional.empty();
    }
    String view = Words.of("overview.view", shares.view().get(level).percent());
    return Optional.of(
        shares
            .box()
            .map(box -> Words.of("overview.viewAndBox", view, box.get(level).percent()))
            .orElse(view));
  }

  /** One line for each level: what is cached of the view, the box and the whole. */
  static String byLevel(OpenVolume volume, ViewShares shares) {
    List<String> lines = new ArrayList<>();
    for (Level level : volume.levels().levels()) {
      LevelBlocks blocks = new LevelBlocks(level, volume.coverage(level.number()));
      long have =
          blocks.coverage().count(Coverage.State.AVAILABLE)
              + blocks.coverage().count(Coverage.State.EMPTY);
      String whole = Figures.percent((double) have / blocks.count());
      String some = shares(shares, level.number()).orElse("");
      lines.add(Words.of("overview.byLevel", level.number(), whole, some));
    }
    return String.join("\n", lines);
  }
}
