package io.cellar.hdf5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.Roi;
import java.util.Arrays;

/**
 * Reads the block files of one server or one cache, of which many differ in their voxels alone. One
 * that equals a verified file in length and in every byte outside of the voxels needs no second
 * parse: its voxels are taken from where they lie. Anything else goes through {@link Hdf5Reader},
 * with the same result or error; what that accepts is remembered when its voxels lie in one piece,
 * uncompressed, and nothing of what led to them lies among them.
 *
 * <p>A few layouts of each shape are kept, since files may differ harmlessly, by the time of their
 * making for instance; the newest replace the oldest. Thread-safe; a file that is known takes no
 * lock.
 */
public final class VerifiedLayouts {
  private static final int MOST = 64;
  private static final int MOST_ALIKE = 4;

  private final String dataset;

  /** Newest first. Replaced, never changed. */
  private volatile VerifiedLayout[] known = {};

  /** False until a first file was parsed: those that come meanwhile may well be known then. */
  private volatile boolean begun;

  /**
   * @param dataset path of the dataset in every file, with or without a leading slash
   */
  public VerifiedLayouts(String dataset) {
    this.dataset = dataset;
  }

  /** All voxels of a file that fills an array. See {@link #read(byte[], int, Expectation)}. */
  public Block read(byte[] file, Expectation expected) throws Hdf5Exception {
    return read(file, file.length, expected);
  }

  /**
   * All voxels of a file.
   *
   * @param file begins with the file; not kept
   * @param length of the file
   * @param expected what it must hold
   * @return in the file's dtype, or in the expected one when that is given
   * @throws Hdf5Exception if the file is not HDF5, damaged, or holds something else
   */
  public Block read(byte[] file, int length, Expectation expected) throws Hdf5Exception {
    VerifiedLayout layout = find(file, length, expected);
    if (layout == null) {
      return first(file, length, expected);
    }
    Block block = layout.voxels(file);
    return Casts.cast(block, expected.dtype().orElse(block.dtype()));
  }

  /**
   * Copies voxels of a file into a block.
   *
   * @param expected what the file must hold
   * @param part of the dataset, within it if it holds what is expected
   * @param target of any dtype; voxels are converted as {@link Casts} does
   * @param targetBox where the target lies, in the coordinates of the part
   * @throws Hdf5Exception if the file is not HDF5, damaged, or holds something else
   */
  public void copy(
      byte[] file, int length, Expectation expected, Roi part, Block target, Roi targetBox)
      throws Hdf5Exception {
    if (part.isEmpty()) {
      verify(file, length, expected);
      return;
    }
    VerifiedLayout layout = find(file, length, expected);
    if (layout != null && layout.isPlain(target.dtype())) {
      layout.copy(file, part, target, part.minus(targetBox.start()).start());
      return;
    }
    Block whole = layout == null ? first(file, length, expected) : layout.voxels(file);
    Block cast = Casts.cast(Blocks.crop(whole, part), target.dtype());
    Blocks.copy(cast, part, target, targetBox);
  }

  /**
   * Makes sure that {@link #read} would give voxels, without making them where it can.
   *
   * @throws Hdf5Exception if the file is not HDF5, damaged, or holds something else
   */
  public void verify(byte[] file, int length, Expectation expected) throws Hdf5Exception {
    if (find(file, length, expected) == null) {
      first(file, length, expected);
    }
  }

  /** True when {@link #verify} would find the file good without parsing it. */
  public boolean isKnown(byte[] file, int length, Expectation expected) {
    return find(file, length, expected) != null;
  }

  /** The layout of a file if it is known, and what is expected; else null. */
  VerifiedLayout find(byte[] file, int length, Expectation expected) {
    for (VerifiedLayout layout : known) {
      if (layout.fits(file, length)) {
        return layout.isWithin(expected) ? layout : null;
      }
    }
    return null;
  }

  /** Parses a file; many that come at once do not all parse what one of them has to. */
  private Block first(byte[] file, int length, Expectation expected) throws Hdf5Exception {
    if (begun) {
      return parse(file, length, expected);
    }
    synchronized (this) {
      if (!begun) {
        try {
          return parse(file, length, expected);
        } finally {
          begun = true;
        }
      }
    }
    return read(file, length, expected);
  }

  private Block parse(byte[] file, int length, Expectation expected) throws Hdf5Exception {
    LookedAt looked = new LookedAt();
    OpenFile open = OpenFile.open(FileBytes.of(file, length, looked), OpenFile.Tail.REFUSED);
    DatasetHeader header = DatasetHeader.read(open, dataset);
    Block block = Hdf5Reader.read(open, header, expected);
    VerifiedLayout.of(file, length, header, looked).ifPresent(this::remember);
    return block;
  }

  private synchronized void remember(VerifiedLayout layout) {
    VerifiedLayout[] next = new VerifiedLayout[Math.min(MOST, known.length + 1)];
    int count = 0;
    int alike = 1;
    next[count++] = layout;
    for (VerifiedLayout each : known) {
      boolean keep = !each.isLike(layout) || alike++ < MOST_ALIKE;
      if (keep && count < next.length && !each.isSame(layout)) {
        next[count++] = each;
      }
    }
    known = Arrays.copyOf(next, count);
  }

  /** How many layouts are remembered. */
  int count() {
    return known.length;
  }
}
