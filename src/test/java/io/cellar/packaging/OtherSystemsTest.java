package io.cellar.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What can be told of the packages for macOS and Windows on any system. */
class OtherSystemsTest {
  private static final Path PACKAGING = Path.of("packaging");
  private static final String TYPE = "application/x-cellar-volume+json";

  private static Document xml(String file) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setEntityResolver(
        (name, place) -> new InputSource(new ByteArrayInputStream(new byte[0])));
    return builder.parse(PACKAGING.resolve(file).toFile());
  }

  private static List<Element> elements(Document document, String name) {
    var found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  @Test
  void macKnowsTheSchemeAndTheType() throws Exception {
    List<String> texts =
        elements(xml("macos/types.plist"), "string").stream().map(Element::getTextContent).toList();
    assertTrue(
        texts.containsAll(List.of("cellar", TYPE, "io.cellar.volume", "h5")), texts.toString());
    assertEquals(1, texts.stream().filter("Owner"::equals).count(), "only .cellar is Cellar's own");
  }

  @Test
  void onWindowsWhatIsOpenedIsNeverAnOption() throws Exception {
    List<Element> values = elements(xml("windows/main.wxs"), "RegistryValue");
    List<String> commands =
        values.stream()
            .filter(v -> v.getAttribute("Key").endsWith("command"))
            .map(v -> v.getAttribute("Value"))
            .distinct()
            .toList();
    assertEquals(List.of("\"[INSTALLDIR]Cellar.exe\" open -- \"%1\""), commands);
    assertTrue(values.stream().anyMatch(v -> v.getAttribute("Value").equals(TYPE)));
    assertTrue(values.stream().anyMatch(v -> v.getAttribute("Name").equals("URL Protocol")));
    assertTrue(values.stream().noneMatch(v -> v.getAttribute("Root").equals("HKLM")));
  }

  @Test
  void librariesOfThisSystemAreTakenOutOfAJarAndAllOthersRemoved(@TempDir Path folder)
      throws Exception {
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name :
          List.of("A.class", "win/amd64/liba.dll", "win/x86/liba.dll", "linux/liba.so")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    Path taken = folder.resolve("taken");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PACKAGING.resolve("NativeLibraries.java").toString(),
                taken.toString(),
                "win/amd64",
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, run.waitFor(), said);
    assertEquals("win/amd64/liba.dll", Files.readString(taken.resolve("a.dll")));
    assertEquals(List.of("a.dll"), names(taken));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertEquals(
          List.of("A.class"),
          zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
