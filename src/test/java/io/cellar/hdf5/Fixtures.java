package io.cellar.hdf5;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** HDF5 files made by h5py while the tests run. Tests are skipped where h5py is missing. */
final class Fixtures {
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3", "python");

  /**
   * One file.
   *
   * @param problem what must be wrong with it; empty when it must be read
   */
  record Fixture(
      Path file,
      String dataset,
      DType dtype,
      long[] shape,
      Optional<Hdf5Exception.Problem> problem) {

    byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }

    /** The voxels that h5py wrote. */
    Block voxels() throws IOException {
      String name = file.getFileName().toString().replace(".h5", ".raw");
      return Blocks.ofLittleEndian(dtype, shape, Files.readAllBytes(file.resolveSibling(name)));
    }

    Expectation expectation() {
      return Expectation.exactly(shape, dtype);
    }

    @Override
    public String toString() {
      return file.getFileName() + " " + dataset;
    }
  }

  private Fixtures() {}

  /** Runs one part of fixtures.py. */
  static List<Fixture> make(String kind, Path folder) throws IOException, InterruptedException {
    run(List.of(python(), script("fixtures.py"), kind, folder.toString()));
    List<Fixture> fixtures = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("index.tsv"))) {
      String[] fields = line.split("\t", -1);
      fixtures.add(
          new Fixture(
              folder.resolve(fields[0] + ".h5"),
              fields[1],
              DType.ofNumpyName(fields[2]).orElseThrow(),
              Arrays.stream(fields[3].split(",")).mapToLong(Long::parseLong).toArray(),
              fields[4].equals("-")
                  ? Optional.empty()
                  : Optional.of(Hdf5Exception.Problem.valueOf(fields[4]))));
    }
    return fixtures;
  }

  static String script(String name) {
    return Path.of(System.getProperty("cellar.test.resources"), "hdf5", name).toString();
  }

  /** A Python with h5py; looked for once. */
  static String python() {
    return Python.FOUND.orElseGet(
        () -> Assumptions.abort("SKIPPED: no Python with h5py and numpy among " + PYTHONS));
  }

  private static final class Python {
    static final Optional<String> FOUND = PYTHONS.stream().filter(Python::hasH5py).findFirst();

    private static boolean hasH5py(String python) {
      try {
        run(List.of(python, "-c", "import h5py, numpy"));
        return true;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Runs a program to its end and gives what it printed; it must succeed. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("fixtures", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(command + " failed: " + text);
      }
      return text;
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
