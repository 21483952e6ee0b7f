package io.cellar.source.local;

import io.cellar.input.PrintableText;
import io.cellar.input.RegularFile;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.local.SpimData.Setup;
import io.cellar.source.local.SpimData.View;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads BigDataViewer's XML, as spim_data and bigdataviewer-core write it. Documents with a DTD are
 * refused, nothing outside of the file is read; its length, depth, texts and counts are bounded.
 */
final class SpimDataReader {
  private static final int MOST_BYTES = 64 << 20;
  private static final int DEEPEST = 50;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int MOST_SETUPS = 100_000;
  private static final int MOST_VIEWS = 1_000_000;
  private static final Pattern START =
      Pattern.compile("(?s)(?:<\\?xml.*?\\?>|<!--.*?-->|\\s++)*+<SpimData[\\s>/].*");
  private static final String SEQUENCE = "/SpimData/SequenceDescription";
  private static final String LOADER = SEQUENCE + "/ImageLoader";
  private static final String SETUP = SEQUENCE + "/ViewSetups/ViewSetup";
  private static final String TIMES = SEQUENCE + "/Timepoints";
  private static final String REGISTRATION = "/SpimData/ViewRegistrations/ViewRegistration";

  private final Path file;
  private final Deque<String> open = new ArrayDeque<>();
  private final Deque<String> pathTypes = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  private String basePath = "";
  private String loader = "";
  private final Map<String, SpimData.Place> places = new LinkedHashMap<>();
  private final List<String> partitions = new ArrayList<>();
  private final List<Setup> setups = new ArrayList<>();
  private final SpimDataTimes times;
  private final Set<View> missing = new HashSet<>();
  private final Map<View, List<SpimData.Affine>> registrations = new LinkedHashMap<>();

  private final Map<String, String> setup = new LinkedHashMap<>();
  private View registered = new View(0, 0);
  private String transform = "";

  private SpimDataReader(Path file) {
    this.file = file;
    this.times = new SpimDataTimes(file);
  }

  /** True when a document that begins so may be one. */
  static boolean isSpimData(String start) {
    return START.matcher(start).matches();
  }

  /**
   * Reads a file.
   *
   * @throws FormatException if it is no such XML, is damaged, or too large
   * @throws IOException if it cannot be read
   */
  static SpimData read(Path file) throws IOException {
    byte[] bytes = RegularFile.read(file, MOST_BYTES + 1);
    SpimDataReader reader = new SpimDataReader(file);
    if (bytes.length > MOST_BYTES) {
      throw reader.refused("it has more than " + (MOST_BYTES >> 20) + " MiB");
    }
    try {
      return reader.parse(bytes);
    } catch (XMLStreamException e) {
      throw new FormatException(
          reader.message(
              "it is not well-formed at line %d, column %d"
                  .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber())),
          e);
    } catch (NumberFormatException e) {
      throw new FormatException(
          reader.message("<" + reader.path() + "> does not hold the numbers that belong there"), e);
    }
  }

  private SpimData parse(byte[] bytes) throws XMLStreamException, FormatException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (_, _, _, _) -> {
          throw new XMLStreamException("nothing outside of the file is read");
        });
    XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    try {
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(xml);
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(xml.getText());
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw refused("it has a DTD or entities");
          default -> {}
        }
      }
    } finally {
      xml.close();
    }
    return new SpimData(
        basePath, loader, places, partitions, setups, times.ids(), missing, registrations);
  }

  private void start(XMLStreamReader xml) throws FormatException {
    if (open.isEmpty() && !xml.getLocalName().equals("SpimData")) {
      throw refused(
          "it begins with <%s>, not <SpimData>"
              .formatted(PrintableText.of(xml.getLocalName(), 40)));
    }
    if (open.size() >= DEEPEST) {
      throw refused("its elements are more than " + DEEPEST + " deep");
    }
    open.addLast(xml.getLocalName());
    pathTypes.addLast(attribute(xml, "type"));
    text.setLength(0);
    switch (path()) {
      case LOADER -> loader = attribute(xml, "format");
      case SETUP -> setup.clear();
      case TIMES -> times.type(attribute(xml, "type"));
      case SEQUENCE + "/MissingViews/MissingView" -> {
        missing.add(view(xml));
        bound(missing.size(), MOST_VIEWS, "missing views");
      }
      case REGISTRATION -> {
        registered = view(xml);
        bound(registrations.size(), MOST_VIEWS, "views");
      }
      case REGISTRATION + "/ViewTransform" -> transform = "";
      default -> {}
    }
  }

  private static View view(XMLStreamReader xml) {
    return new View(
        Integer.parseInt(attribute(xml, "timepoint")), Integer.parseInt(attribute(xml, "setup")));
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value.strip();
  }

  private void end() throws FormatException {
    String path = path();
    String value = text.toString().strip();
    switch (path) {
      case "/SpimData/BasePath" -> basePath = value;
      case LOADER + "/partition/path" -> partitions.add(value);
      case SETUP -> {
        setups.add(setup());
        bound(setups.size(), MOST_SETUPS, "setups");
      }
      case SETUP + "/id", SETUP + "/name", SETUP + "/size" -> setup.put(open.getLast(), value);
      case SETUP + "/voxelSize/unit", SETUP + "/voxelSize/size" ->
          setup.put("voxel " + open.getLast(), value);
      case TIMES + "/first" -> times.first(Integer.parseInt(value));
      case TIMES + "/last" -> times.last(Integer.parseInt(value));
      case TIMES + "/integerpattern" -> times.pattern(value);
      case TIMES + "/Timepoint/id" -> times.add(Integer.parseInt(value));
      case REGISTRATION + "/ViewTransform/Name" -> transform = value;
      case REGISTRATION + "/ViewTransform/affine" ->
          registrations
              .computeIfAbsent(registered, _ -> new ArrayList<>(2))
              .add(new SpimData.Affine(transform, numbers(value, 12)));
      default -> {
        if (open.size() == 4 && path.startsWith(LOADER + "/")) {
          places.put(
              open.getLast(), new SpimData.Place(value, !pathTypes.getLast().equals("absolute")));
        }
      }
    }
    open.removeLast();
    pathTypes.removeLast();
    text.setLength(0);
  }

  private Setup setup() {
    return new Setup(
        Integer.parseInt(setup.getOrDefault("id", "")),
        setup.getOrDefault("name", ""),
        Optional.ofNullable(setup.get("size"))
            .map(
                value -> {
                  double[] size = numbers(value, 3);
                  return new long[] {(long) size[0], (long) size[1], (long) size[2]};
                }),
        Optional.ofNullable(setup.get("voxel size")).map(value -> numbers(value, 3)),
        setup.getOrDefault("voxel unit", ""));
  }

  private static double[] numbers(String value, int count) {
    String[] words = value.split("[\\s,]+");
    if (words.length != count) {
      throw new NumberFormatException("expected " + count + " numbers");
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  private void add(String part) throws FormatException {
    if (text.length() + part.length() > LONGEST_TEXT) {
      throw refused("<" + path() + "> is longer than " + LONGEST_TEXT + " characters");
    }
    text.append(part);
  }

  private String path() {
    return "/" + String.join("/", open);
  }

  private void bound(int count, int most, String what) throws FormatException {
    if (count > most) {
      throw refused("it has more than " + most + " " + what);
    }
  }

  private FormatException refused(String why) {
    return new FormatException(message(why));
  }

  private String message(String why) {
    return PrintableText.of("BigDataViewer's XML cannot be read: " + why + " (" + file + ")");
  }
}
