package io.cellar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The one class that a page of {@code docs} shows, compiled as it stands there. */
public final class CompiledDoc {
  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?final class (\\w+)");

  private CompiledDoc() {}

  /** The bytes of the class; fails with what the compiler says. */
  public static byte[] of(String page) throws IOException {
    Matcher code = CODE.matcher(Files.readString(Path.of("docs", page)));
    if (!code.find()) {
      throw new AssertionError(page + " shows no class");
    }
    String text = code.group(1);
    Matcher name = NAME.matcher(text);
    if (!name.find()) {
      throw new AssertionError(page + " shows no final class");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new InMemory(type, kind) {
              @Override
              public OutputStream openOutputStream() {
                return bytes;
              }
            };
          }
        };
    JavaFileObject source =
        new InMemory(name.group(1), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options =
        List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
    if (!compiler.getTask(complaints, files, null, options, null, List.of(source)).call()) {
      throw new AssertionError(page + ": " + complaints);
    }
    return bytes.toByteArray();
  }

  private static class InMemory extends SimpleJavaFileObject {
    InMemory(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }
  }
}
