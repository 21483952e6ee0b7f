package io.cellar.ui.picture;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves and copies pictures of a window. JavaFX thread. */
public final class Pictures {
  private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

  /** How long a picture for the clipboard waits for its blocks. */
  private static final long PATIENCE_SECONDS = 2;

  private final Dialogs dialogs;
  private final Pulse pulse;
  private final FileAsker asker;
  private final Consumer<String> tell;

  /**
   * For a window.
   *
   * @param tell shows a short message
   */
  public Pictures(Dialogs dialogs, Pulse pulse, FileAsker asker, Consumer<String> tell) {
    this.dialogs = dialogs;
    this.pulse = pulse;
    this.asker = asker;
    this.tell = tell;
  }

  /** Asks what is to be saved, and saves it. */
  public void save(PictureSource source) {
    new PictureDialog(
            dialogs,
            pulse,
            source,
            (plan, slices) -> save(source, plan, slices),
            (plan, slices) -> copy(plan, slices))
        .show();
  }

  /** Puts the slice of the source's pane on the clipboard, as it is on screen. */
  public void copy(PictureSource source) {
    PictureJob job = new PictureJob(source.plan(new PictureChoice(PictureScope.PANE, 1, true)));
    var ignored =
        job.whole()
            .copy()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .exceptionallyCompose(late -> job.first())
            .whenCompleteAsync(
                (slices, error) -> {
                  job.close();
                  if (error == null) {
                    copy(job.plan(), slices);
                  } else {
                    LOG.error("the picture could not be rendered", error);
                    tell.accept(Words.of("picture.notRendered"));
                  }
                },
                pulse);
  }

  private void save(PictureSource source, PicturePlan plan, List<SlicePicture> slices) {
    asker
        .ask(source.fileName(plan.choice().scope()))
        .ifPresent(
            chosen -> {
              Map<String, String> texts = PictureTexts.of(source.context(), plan, slices);
              Composer.Drawn drawn = Composer.draw(plan, slices);
              pulse.compute(() -> write(drawn, texts, chosen), this::told);
            });
  }

  private static String write(
      Composer.Drawn drawn, Map<String, String> texts, FileAsker.Chosen chosen) {
    try {
      PictureFile.write(drawn.sheet().image(), texts, chosen.file(), chosen.replace());
      return Words.of("picture.saved", chosen.file());
    } catch (FileAlreadyExistsException e) {
      return Words.of("picture.exists", chosen.file());
    } catch (IOException e) {
      return Words.of("picture.failed", chosen.file(), String.valueOf(e.getMessage()));
    }
  }

  private void copy(PicturePlan plan, List<SlicePicture> slices) {
    Composer.Drawn drawn = Composer.draw(plan, slices);
    pulse.compute(
        () -> SwingFXUtils.toFXImage(drawn.sheet().image(), null),
        (image, error) -> told(error == null ? onClipboard(image) : null, error));
  }

  private static String onClipboard(WritableImage image) {
    ClipboardContent content = new ClipboardContent();
    content.putImage(image);
    Clipboard.getSystemClipboard().setContent(content);
    return Words.of(
        "picture.copied",
        Figures.count((long) image.getWidth()),
        Figures.count((long) image.getHeight()));
  }

  private void told(String message, Throwable error) {
    if (error != null) {
      LOG.error("the picture could not be made", error);
    }
    tell.accept(error == null ? message : Words.of("picture.notMade", String.valueOf(error)));
  }
}
