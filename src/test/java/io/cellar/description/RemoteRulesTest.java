package io.cellar.description;

import static io.cellar.description.Descriptions.composite;
import static io.cellar.description.Descriptions.json;
import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.problems;
import static io.cellar.description.Descriptions.read;
import static io.cellar.description.Descriptions.remote;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a remote description, and what it must agree on with the local one. */
class RemoteRulesTest {
  private static final String RANGES = "/{x_start}-{x_stop}/{y_start}-{y_stop}/{z_start}-{z_stop}";

  private static List<Problem> problemsWith(String key, String json) {
    return problems(composite(with(remote(), key, json), local()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "https://example.org:8443/api",
        "HTTP://example.org",
        "http://127.0.0.1:80",
        "http://[::1]:8080",
        "http://localhost",
      })
  void addresses(String address) throws DescriptionException {
    read(composite(with(remote(), "url_format", "\"" + address + RANGES + "\""), local()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.org",
        "jar:http://example.org/a.jar!",
        "data:text/plain,",
        "javascript:alert(1)//",
        "example.org",
        "//example.org",
        "http:/example.org",
        "http:example.org",
        "http://",
        "http://user:secret@example.org",
        "http://user@example.org",
        "http://example.org\\\\@evil.org",
        "http://exa mple.org",
        "http://example.org/a b",
        "http://example.org\\r\\nX-Header: 1",
        "http://example.org/\\n",
        "http://example.org/\\u0000",
        "http://example.org/\\u202e",
        "http://{x_start}.example.org",
        "http://example.org{x_start:@>9}",
        "http://example.org:99999",
        "http://2130706433",
        "http://127.1",
        "http://0x7f000001",
        "http://127.0.0.256",
        "http://exa%6dple.org",
        "http://example.org/#part",
      })
  void refusedAddresses(String address) {
    List<Problem> problems = problemsWith("url_format", "\"" + address + RANGES + "\"");
    assertEquals(List.of("/remote_description/url_format"), pointers(problems));
    assertFalse(problems.getFirst().message().contains("secret"), "a password in a message");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://h/{x_start}{x_stop}{y_start}{y_stop}{z_start} | must contain {z_stop}",
        "http://h/ | must contain {z_start} {z_stop} {y_start}",
        "http://h" + RANGES + "{t_start} | no axis",
        "http://h" + RANGES + "{spam} | no axis",
        "http://h" + RANGES + "{x_start!r} | not a plain field",
        "http://h" + RANGES + "{x_start:.2f} | not understood",
        "http://h" + RANGES + "{x_start:s} | text format",
        "http://h" + RANGES + "{x_start:>9} | blanks",
        "http://h" + RANGES + "{z_start:09999d} | more than 8000 characters",
        "http://h" + RANGES + "{z_start:>9999b} | blanks",
        "http://h" + RANGES + "{z_start:09000b} | more than 8000 characters",
        "http://h" + RANGES + "{z_start:\u00fc>2000} | more than 8000 characters",
        "http://h" + RANGES + "{z_start:04000d}{y_start:04000d} | more than 8000 characters",
        "http://h"
            + RANGES
            + "?token=s3cret{s3cret:x!} | what follows the ? is not a valid template",
        "http://h" + RANGES + "{ | never closed",
        "http://h" + RANGES + "} | single",
      })
  void refusedTemplates(String url, String message) {
    List<Problem> problems = problemsWith("url_format", "\"" + url + "\"");
    assertEquals(List.of("/remote_description/url_format"), pointers(problems));
    String found = problems.getFirst().message();
    assertTrue(found.contains(message), found);
  }

  @Test
  void widthsAreTriedOnTheLongestCoordinates() throws DescriptionException {
    String fits = "http://h" + RANGES + "{z_start:07800d}";
    read(composite(with(remote(), "url_format", "\"" + fits + "\""), local()));
    String many = "http://h" + RANGES + "{z_start}".repeat(600);
    read(composite(with(remote(), "url_format", "\"" + many + "\""), local()));
    Map<String, String> far =
        with(
            with(
                with(remote(), "url_format", "\"" + many + "\""),
                "bounds",
                "\"[2**60, 2**60, 2**60]\""),
            "origin_offset",
            "\"[2**60-70, 2**60-90, 2**60-100]\"");
    List<Problem> problems = problems(composite(far, local()));
    assertEquals(List.of("/remote_description/url_format"), pointers(problems));
    assertTrue(problems.getFirst().message().contains("more than 8000"), problems.toString());
  }

  @Test
  void formatsAndRepetitions() throws DescriptionException {
    String url = "http://h" + RANGES + "/{{x}}/{z_start:05d}";
    read(composite(with(remote(), "url_format", "\"" + url + "\""), local()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bounds | null | is missing",
        "bounds | [170, 90] | has 2 numbers",
        "bounds | [100, 90, 100] | nothing lies between",
        "origin_offset | [171, 0, 0] | nothing lies between",
        "origin_offset | [0] | has 1 numbers",
        "hdf5_dataset | null | is missing",
        "hdf5_dataset | \"\" | is empty",
        "hdf5_dataset | \"/\" | is empty",
        "url_format | null | is missing",
        "dtype | \"object\" | pickles",
        "axes | null | is missing",
      })
  void refusedFields(String key, String json, String message) {
    List<Problem> problems = problemsWith(key, json);
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.getFirst().message().contains(message), problems.toString());
  }

  @Test
  void theFilesOwnShapeHasNoEffect() throws DescriptionException {
    DescriptionFile file = read(composite(with(remote(), "shape", "\"nonsense\""), local()));
    assertTrue(file.normalForm().contains("\"shape\": [\n            70,"), file.normalForm());
  }

  @Test
  void offsetsMayBeNegativeOrAbsent() throws DescriptionException {
    Map<String, String> negative = with(remote(), "origin_offset", "[-5, -5, -5]");
    assertArrayEquals(
        new long[] {-5, -5, -5},
        read(composite(negative, local())).volume().origin().orElseThrow().originOffset());
    DescriptionFile file = read(composite(with(remote(), "origin_offset", null), local()));
    assertArrayEquals(
        new long[3], file.volume().origin().orElseThrow().originOffset(), "zeros by default");
  }

  @Test
  void datasetsMustBeEqualButForTheSlash() throws DescriptionException {
    read(composite(with(remote(), "hdf5_dataset", "\"/cube\""), local()));
    for (String format : List.of("b{roiString}.h5/xcube", "b{roiString}.h5/vol/cube")) {
      List<Problem> problems =
          problems(
              composite(remote(), with(local(), "block_file_name_format", "\"" + format + "\"")));
      assertEquals(List.of("/local_description/block_file_name_format"), pointers(problems));
    }
  }

  @Test
  void axesMustBeEqual() {
    List<Problem> problems = problems(composite(remote(), with(local(), "axes", "\"xyz\"")));
    assertEquals(List.of("/local_description/axes"), pointers(problems));
  }

  @Test
  void localShapeMayBeSmallerButNotLarger() throws DescriptionException {
    read(composite(remote(), with(local(), "shape", "[70, 80, 1]")));
    List<Problem> problems = problems(composite(remote(), with(local(), "shape", "[70, 91, 1]")));
    assertEquals(List.of("/local_description/shape"), pointers(problems));
    assertTrue(problems.getFirst().message().contains("[70, 90, 100]"));
  }

  @Test
  void volumesWithoutZ() throws DescriptionException {
    Map<String, String> remote = with(with(remote(), "axes", "\"yx\""), "bounds", "[90, 100]");
    remote = with(with(remote, "origin_offset", null), "dtype", null);
    remote = with(remote, "url_format", "\"http://h/{x_start},{x_stop}/{y_start},{y_stop}\"");
    Map<String, String> local = with(with(local(), "axes", "\"yx\""), "shape", "[90, 100]");
    DescriptionFile file = read(composite(remote, with(local, "block_shape", "[32, 32]")));
    assertEquals("yx", file.volume().axes().toString());
  }

  @Test
  void timeMayBeLeftOutOfTheAddressOnlyWhereThereIsOneBlockOfIt() throws DescriptionException {
    Map<String, String> remote =
        with(with(remote(), "axes", "\"tzyx\""), "bounds", "[4, 70, 90, 100]");
    remote = with(remote, "origin_offset", null);
    Map<String, String> local =
        with(with(local(), "axes", "\"tzyx\""), "shape", "[4, 70, 90, 100]");
    read(composite(remote, with(local, "block_shape", "[4, 32, 32, 64]")));
    List<Problem> problems =
        problems(composite(remote, with(local, "block_shape", "[1, 32, 32, 64]")));
    assertEquals(List.of("/remote_description/url_format"), pointers(problems));
  }

  @Test
  void problemsOfBothPartsAreToldTogether() {
    List<Problem> problems =
        problems(
            json(
                composite(
                    with(remote(), "url_format", "\"ftp://h\""), with(local(), "dtype", "\"?\""))));
    assertEquals(
        List.of("/remote_description/url_format", "/local_description/dtype"), pointers(problems));
  }

  private static List<String> pointers(List<Problem> problems) {
    return problems.stream().map(Problem::pointer).toList();
  }
}
