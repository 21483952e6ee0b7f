import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes native libraries out of jars: {@code NativeLibraries FOLDER PREFIX JAR...}. Those below
 * PREFIX, such as {@code darwin/aarch64}, or {@code .} for all of the jar, go into FOLDER; those of
 * other systems are removed too. In the {@code lib} or {@code bin} of a Java runtime they are found
 * without being unpacked at each start.
 */
public final class NativeLibraries {
  private static final List<String> ENDINGS = List.of(".so", ".dylib", ".jnilib", ".dll");

  private NativeLibraries() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: NativeLibraries FOLDER PREFIX JAR...");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (String jar : List.of(args).subList(2, args.length)) {
      try (FileSystem zip = FileSystems.newFileSystem(Path.of(jar))) {
        take(zip, zip.getPath("/").resolve(args[1]).normalize(), folder);
      }
    }
  }

  private static void take(FileSystem zip, Path below, Path folder) throws IOException {
    List<Path> libraries;
    try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
      libraries = all.filter(NativeLibraries::isLibrary).toList();
    }
    for (Path library : libraries) {
      if (library.startsWith(below)) {
        Files.write(folder.resolve(name(library)), Files.readAllBytes(library));
      }
      Files.delete(library);
    }
  }

  private static boolean isLibrary(Path path) {
    return path.getFileName() != null
        && ENDINGS.stream().anyMatch(path.getFileName().toString()::endsWith);
  }

  /** As {@link System#loadLibrary} looks for it: on Windows no name begins with lib. */
  private static String name(Path library) {
    String name = library.getFileName().toString();
    return name.endsWith(".dll") && name.startsWith("lib") ? name.substring(3) : name;
  }
}
