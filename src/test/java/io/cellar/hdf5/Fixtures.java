package io.cellar.hdf5;

import io.cellar.Python;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** HDF5 files made by h5py while the tests run. Tests are skipped where h5py is missing. */
public final class Fixtures {
  /**
   * One file.
   *
   * @param problem what must be wrong with it; empty when it must be read
   */
  public record Fixture(
      Path file,
      String dataset,
      DType dtype,
      long[] shape,
      Optional<Hdf5Exception.Problem> problem) {

    public byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }

    /** The voxels that h5py wrote. */
    public Block voxels() throws IOException {
      String name = file.getFileName().toString().replace(".h5", ".raw");
      return Blocks.ofLittleEndian(dtype, shape, Files.readAllBytes(file.resolveSibling(name)));
    }

    public Expectation expectation() {
      return Expectation.exactly(shape, dtype);
    }

    @Override
    public String toString() {
      return file.getFileName() + " " + dataset;
    }
  }

  private Fixtures() {}

  /** Runs one part of fixtures.py. */
  public static List<Fixture> make(String kind, Path folder)
      throws IOException, InterruptedException {
    Python.run("hdf5/fixtures.py", kind, folder.toString());
    List<Fixture> fixtures = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("index.tsv"))) {
      String[] fields = line.split("\t", -1);
      fixtures.add(
          new Fixture(
              folder.resolve(fields[0] + ".h5"),
              fields[1],
              DType.ofNumpyName(fields[2]).orElseThrow(),
              shape(fields[3]),
              fields[4].equals("-")
                  ? Optional.empty()
                  : Optional.of(Hdf5Exception.Problem.valueOf(fields[4]))));
    }
    return fixtures;
  }

  /** Comma-separated lengths; none for a scalar. */
  private static long[] shape(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
