package io.cellar.source.local;

import io.cellar.hdf5.Hdf5File;
import io.cellar.hdf5.Hdf5Info;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.local.SpimData.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the images in local files. Reads headers only, writes nothing; thread-safe. */
public final class Hdf5Files {
  private Hdf5Files() {}

  /**
   * What is meant by a location.
   *
   * @return the only image that can be meant, or those of which one has to be named, or where the
   *     file says that they are
   * @throws FormatException if the file is of another kind, or holds no image; the message says
   *     what it is, or holds
   * @throws IOException if it cannot be read, or is damaged; the message is one line
   */
  public static LocalFound find(Hdf5Location location) throws IOException {
    Path path = location.file();
    if (Hdf5File.isHdf5(path)) {
      try (Hdf5File file = Hdf5File.open(path)) {
        return find(path, file, location.inside());
      }
    }
    if (Hdf5Location.isSpimData(path)) {
      return BdvXml.find(path, location.inside());
    }
    throw new FormatException(NotAVolume.message(path));
  }

  private static LocalFound find(Path path, Hdf5File file, Optional<String> inside)
      throws IOException {
    Optional<BdvHdf5> bdv = BdvHdf5.of(path, file);
    PlainHdf5 plain = new PlainHdf5(path, file);
    if (bdv.isEmpty()) {
      return plain.find(inside);
    }
    Optional<View> view = inside.flatMap(BdvHdf5::view);
    if (inside.isEmpty() || view.isPresent()) {
      List<String> notes = new ArrayList<>();
      Optional<SpimData> xml = BdvXml.beside(path, notes);
      return new BdvViews(path, bdv.get(), xml).find(view, notes);
    }
    if (BdvHdf5.isCells(inside.get()) && file.hasDataset(inside.get())) {
      Hdf5Info info = file.info(inside.get());
      String group = inside.get().replaceFirst("^/?(t\\d+/s\\d+)/.*", "$1");
      View of = BdvHdf5.view(group).orElseThrow();
      return plain.image(info, true, Optional.of(bdv.get().dtype(of, info.dtype())));
    }
    return plain.find(inside);
  }
}
