import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of a jar stack maps (Java Virtual Machine Specification, 4.7.4), and with them
 * the version of Java 8, where they are older than Java 6: such classes are verified in the old way
 * at each start, and an AOT cache does not take them. Nothing else of them changes.
 *
 * <p>Usage: {@code java packaging/StackMaps.java JAR}. The jar is replaced; one that has no old
 * classes is left as it is.
 */
final class StackMaps {
  private static final int FIRST_WITH_MAPS = ClassFile.JAVA_6_VERSION;

  private StackMaps() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    boolean changed = false;
    try (JarFile jar = new JarFile(file.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(next))) {
      ClassFile classes =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(name -> open(jar, name))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (JarEntry entry : Collections.list(jar.entries())) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class")) {
          ClassModel model = classes.parse(bytes);
          if (model.majorVersion() < FIRST_WITH_MAPS) {
            bytes = withMaps(classes, model);
            changed = true;
          }
        }
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(bytes);
        out.closeEntry();
      }
    }
    if (changed) {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(next);
    }
  }

  private static byte[] withMaps(ClassFile classes, ClassModel model) {
    return classes.transformClass(
        model,
        ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))
            .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }

  /** A class of the jar; null when it has none of the name. */
  private static InputStream open(JarFile jar, ClassDesc name) {
    String descriptor = name.descriptorString();
    JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
