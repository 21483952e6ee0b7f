package io.cellar.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of its own, in memory; needs root. */
public final class Mount implements AutoCloseable {
  private final Scratch scratch;

  private Mount(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Mounts a tmpfs; empty where that is not allowed.
   *
   * @param options such as {@code size=4m}
   */
  public static Optional<Mount> tmpfs(String options) throws IOException, InterruptedException {
    Scratch scratch = new Scratch();
    if (run("mount", "-t", "tmpfs", "-o", options, "cellar-test", scratch.folder().toString())) {
      return Optional.of(new Mount(scratch));
    }
    scratch.close();
    return Optional.empty();
  }

  public Path folder() {
    return scratch.folder();
  }

  public void readOnly() throws IOException, InterruptedException {
    if (!run("mount", "-o", "remount,ro", folder().toString())) {
      throw new IOException(folder() + " cannot be made read-only");
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    try {
      if (!run("umount", folder().toString())) {
        throw new IOException(folder() + " cannot be unmounted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scratch.close();
  }
}
