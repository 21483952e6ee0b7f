package io.cellar.source.chunked;

import io.cellar.input.PrintableText;
import java.util.List;

/** What metadata says is at a place. */
public sealed interface Found {

  /** One image, which can be opened. */
  record Image(FoundImage image) implements Found {}

  /**
   * Several things of which one has to be named.
   *
   * @param what what the place is, such as {@code an OME-Zarr plate}
   * @param choices in their own order
   */
  record Several(String what, List<Choice> choices) implements Found {
    public Several {
      choices = List.copyOf(choices);
    }
  }

  /**
   * One of several.
   *
   * @param path from the place to it; what comes after the colon of {@code LOCATION:path}
   * @param label for people, such as {@code B/3 field 0} or {@code labels: nuclei}
   */
  record Choice(String path, String label) {
    public Choice {
      label = PrintableText.of(label, 200);
    }
  }
}
