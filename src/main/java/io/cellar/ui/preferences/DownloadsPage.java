package io.cellar.ui.preferences;

import io.cellar.settings.DownloadSettings;
import io.cellar.settings.Durability;
import io.cellar.settings.Settings;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;

/** How blocks are fetched and kept. JavaFX thread. */
final class DownloadsPage extends Page {

  DownloadsPage(Settings now) {
    super("settings.downloads");
    DownloadSettings downloads = now.downloads();
    heading("settings.transfer");
    parallel(downloads);
    rate(downloads);
    heading("settings.unasked");
    limits(downloads);
    readAhead(downloads);
    heading("settings.disk");
    durability(now);
  }

  private static UnaryOperator<Settings> of(UnaryOperator<DownloadSettings> change) {
    return s -> s.withDownloads(change.apply(s.downloads()));
  }

  private void parallel(DownloadSettings now) {
    String text = now.parallel().isPresent() ? String.valueOf(now.parallel().getAsInt()) : "";
    TypedField<OptionalInt> parallel =
        new TypedField<>(new TextField(text), "settings.parallel.tip", FieldRules::parallel)
            .columns(9)
            .prompt(Words.of("settings.automatic"))
            .then(Controls.label(Words.of("settings.parallel.unit"), "field-label"))
            .note(
                n ->
                    Words.of(n.isPresent() ? "settings.parallel.fixed" : "settings.parallel.auto"));
    row("settings.parallel", parallel, of(d -> d.withParallel(value(parallel))));
  }

  private void rate(DownloadSettings now) {
    String text =
        now.bytesPerSecond().isPresent()
            ? FieldRules.megabytes(now.bytesPerSecond().getAsLong())
            : "";
    TypedField<OptionalLong> rate =
        new TypedField<>(new TextField(text), "settings.rate.tip", FieldRules::rate)
            .columns(9)
            .prompt(Words.of("prefetch.noLimit"))
            .then(Controls.label(Words.of("prefetch.rateUnit"), "field-label"));
    row("settings.rate", rate, of(d -> d.withBytesPerSecond(value(rate))));
  }

  private void limits(DownloadSettings now) {
    TypedField<Long> blocks =
        new TypedField<>(
                new TextField(Figures.count(now.limitBlocks())),
                "settings.limitBlocks.tip",
                FieldRules::blocks)
            .columns(9)
            .then(Controls.label(Words.of("settings.limitBlocks.unit"), "field-label"));
    TypedField<Long> bytes =
        new TypedField<>(
                new TextField(FieldRules.mebibytes(now.limitBytes())),
                "settings.limitBytes.tip",
                FieldRules::limitBytes)
            .columns(9)
            .then(Controls.label(Words.of("settings.mebibytes"), "field-label"))
            .note(n -> Words.of("settings.limit.note"));
    row("settings.limitBlocks", blocks, of(d -> d.withLimit(value(blocks), d.limitBytes())));
    row("settings.limitBytes", bytes, of(d -> d.withLimit(d.limitBlocks(), value(bytes))));
  }

  private void readAhead(DownloadSettings now) {
    CheckBox ahead = new CheckBox(Words.of("settings.readAhead"));
    ahead.setSelected(now.readAhead());
    row(ahead, "settings.readAhead.note", of(d -> d.withReadAhead(ahead.isSelected())));
  }

  private void durability(Settings now) {
    CheckBox sync = new CheckBox(Words.of("settings.durability"));
    sync.setSelected(now.durability() == Durability.FSYNC);
    row(
        sync,
        "settings.durability.note",
        s -> s.withDurability(sync.isSelected() ? Durability.FSYNC : Durability.NONE));
  }
}
