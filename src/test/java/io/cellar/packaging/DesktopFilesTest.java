package io.cellar.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.app.Cellar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the Linux packages tell the desktop holds together, and with the program. */
class DesktopFilesTest {
  private static final Path SHARE = Path.of("packaging/linux/share");

  @Test
  void windowsAreFoundUnderTheEntryOfTheMenu() throws IOException {
    assertEquals(List.of(Cellar.class.getName()), entry("StartupWMClass"));
  }

  @Test
  void foldersAreNotTakenOver() throws IOException {
    assertTrue(entry("MimeType").stream().noneMatch(type -> type.startsWith("inode/")));
  }

  @Test
  void theTypesOfTheEntryAreThoseOfTheMetainfo() throws Exception {
    Set<String> files = new TreeSet<>(entry("MimeType"));
    files.removeIf(type -> type.startsWith("x-scheme-handler/"));
    assertEquals(
        files, new TreeSet<>(texts("metainfo/io.cellar.Cellar.metainfo.xml", "mediatype")));
  }

  @Test
  void theCategoriesOfTheEntryAreThoseOfTheMetainfo() throws Exception {
    assertEquals(entry("Categories"), texts("metainfo/io.cellar.Cellar.metainfo.xml", "category"));
  }

  @Test
  void theTypeOfDescriptionsIsJsonAndOpensInCellar() throws Exception {
    Document types = read("mime/packages/io.cellar.Cellar.xml");
    String type = attribute(types, "mime-type", "type");
    assertEquals("application/json", attribute(types, "sub-class-of", "type"));
    assertEquals("*.cellar", attribute(types, "glob", "pattern"));
    assertEquals(type.replace('/', '-'), attribute(types, "icon", "name"));
    assertTrue(entry("MimeType").contains(type));
  }

  @Test
  void whatOpensInOtherProgramsIsOfferedInMenusOnly() throws Exception {
    List<String> first = entry("MimeType");
    for (String others : List.of("application/json", "inode/directory")) {
      assertFalse(first.contains(others), "it would become what opens every " + others);
      assertTrue(
          Files.readString(SHARE.resolve("kio/servicemenus/io.cellar.Cellar.desktop"))
              .contains(others));
    }
    assertTrue(
        Files.readString(SHARE.resolve("nemo/actions/io.cellar.Cellar.nemo_action"))
            .contains("Extensions=.zarr;.n5;.json;"));
  }

  /** The values of the one line of the entry that begins with a key. */
  private static List<String> entry(String key) throws IOException {
    List<String> values = new ArrayList<>();
    for (String line : Files.readAllLines(SHARE.resolve("applications/io.cellar.Cellar.desktop"))) {
      if (line.startsWith(key + "=")) {
        values.addAll(Arrays.asList(line.substring(key.length() + 1).split(";")));
      }
    }
    return values;
  }

  private static List<String> texts(String file, String element) throws Exception {
    NodeList nodes = read(file).getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int n = 0; n < nodes.getLength(); n++) {
      texts.add(nodes.item(n).getTextContent());
    }
    return texts;
  }

  private static String attribute(Document document, String element, String name) {
    return document
        .getElementsByTagName(element)
        .item(0)
        .getAttributes()
        .getNamedItem(name)
        .getNodeValue();
  }

  private static Document read(String file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(SHARE.resolve(file).toFile());
  }
}
