package io.cellar.description;

import static io.cellar.description.Descriptions.composite;
import static io.cellar.description.Descriptions.json;
import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.problem;
import static io.cellar.description.Descriptions.problems;
import static io.cellar.description.Descriptions.read;
import static io.cellar.description.Descriptions.remote;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds, versions, repeated and unknown keys, types of fields. */
class SchemaRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1", "1", "true", "\"1.0\"", "\" 1.1 \"", "1.05"})
  void acceptedVersionsOfALocalDescription(String version) throws DescriptionException {
    read(with(local(), "_schema_version", version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "0.9", "2.0", "NaN", "\"one\"", "[1.0]", "null", "false", "1e9"})
  void refusedVersionsOfALocalDescription(String version) {
    assertEquals("/_schema_version", problem(with(local(), "_schema_version", version)).pointer());
  }

  @Test
  void theOtherKindsEndAtVersionOne() {
    Map<String, String> newer = with(remote(), "_schema_version", "1.1");
    Problem problem = problem(composite(newer, local()));
    assertEquals("/remote_description/_schema_version", problem.pointer());
    assertTrue(problem.message().contains("expected 1.0"), problem.message());
    assertEquals(
        "/_schema_version", problem(with(composite(), "_schema_version", "1.1")).pointer());
  }

  @Test
  void missingNameIsOneProblemAmongTheOthers() {
    List<Problem> problems = problems(with(with(local(), "_schema_name", null), "shape", "[1]"));
    assertEquals(
        List.of("/_schema_name", "/shape"), problems.stream().map(Problem::pointer).toList());
  }

  @Test
  void unknownNameIsTheOnlyProblem() {
    Problem problem = problem(with(local(), "_schema_name", "\"zarr\""));
    assertTrue(problem.message().contains("\"zarr\" is not a kind of description"));
    assertTrue(problem.message().contains("RESTful-blockwise-fileset-description"));
  }

  @Test
  void remoteDescriptionAloneSaysWhereItBelongs() {
    Problem problem = problem(remote());
    assertTrue(problem.message().contains("remote_description"), problem.message());
    assertTrue(problem.message().contains("local_description"), problem.message());
  }

  @Test
  void partsMustBeInPlaceAndOfTheirKind() {
    Problem byName = problem(with(composite(), "local_description", "\"local.json\""));
    assertEquals("/local_description", byName.pointer());
    assertTrue(byName.message().contains("in place"), byName.message());

    assertEquals(
        "/local_description/_schema_name",
        problem(composite(remote(), with(local(), "_schema_name", "\"x\""))).pointer());
    assertEquals(
        "/remote_description", problem(with(composite(), "remote_description", null)).pointer());
  }

  @Test
  void aKeyOfTheFilesOwnSchemaMayNotBeRepeatedAnywhere() {
    String twice = json(local()).replace("\"name\":", "\"name\": \"first\", \"name\":");
    assertEquals("/name", problems(twice).getFirst().pointer());

    String inside =
        json(local()).replace("\"name\":", "\"note\": {\"axes\": 1, \"axes\": 2}, \"name\":");
    assertEquals("/note/axes", problems(inside).getFirst().pointer());

    String version =
        json(composite(remote(), local()))
            .replace(
                "\"_schema_version\": 1.1", "\"_schema_version\": 1.1, \"_schema_version\": 1.1");
    assertEquals("/local_description/_schema_version", problems(version).getFirst().pointer());
  }

  @Test
  void otherKeysMayBeRepeatedAndTheLastCounts() throws DescriptionException {
    String text =
        json(composite(remote(), local()))
            .replace("\"name\": \"local\"", "\"name\": \"first\", \"name\": \"last\"")
            .replace("\"format\"", "\"## NOTE\": 1, \"## NOTE\": 2, \"format\"");
    assertEquals("last", read(text).volume().name());
  }

  @Test
  void nullIsAbsentAndUnknownKeysAreComments() throws DescriptionException {
    Map<String, String> fields = with(with(local(), "view_origin", "null"), "note", "[{}, null]");
    assertFalse(read(fields).normalForm().contains("note"));
    assertEquals("/shape", problem(with(local(), "shape", "null")).pointer());
  }

  @Test
  void textsAreMadeOfNumbersAsPythonDoes() throws DescriptionException {
    assertEquals("5", read(with(local(), "name", "5")).volume().name());
    assertEquals("5.0", read(with(local(), "name", "5.0")).volume().name());
    assertEquals("1e+16", read(with(local(), "name", "1E16")).volume().name());
    assertEquals("True", read(with(local(), "name", "true")).volume().name());
    assertEquals("/name", problem(with(local(), "name", "[1]")).pointer());
  }

  @Test
  void nameOfAVolume() throws DescriptionException {
    assertEquals("local", read(composite()).volume().name());
    assertEquals("remote", read(composite(remote(), with(local(), "name", null))).volume().name());
    assertEquals("volume.json", read(with(local(), "name", null)).volume().name());
  }

  @Test
  void everyProblemIsToldInTheOrderOfTheText() {
    Map<String, String> fields = with(local(), "format", "\"zarr\"");
    fields = with(fields, "axes", "\"zyq\"");
    fields = with(fields, "shape", "[70, 90.5, 100]");
    fields = with(fields, "dtype", "\"object\"");
    fields = with(fields, "block_shape", "\"[32, 32, sixty]\"");
    fields = with(fields, "block_file_name_format", "\"block.h5/cube\"");
    fields = with(fields, "compression", "\"zip\"");
    fields = with(fields, "drange", "[1]");
    assertEquals(
        List.of(
            "/format",
            "/axes",
            "/shape/1",
            "/dtype",
            "/block_shape",
            "/block_file_name_format",
            "/compression",
            "/drange"),
        problems(fields).stream().map(Problem::pointer).toList());
  }

  @Test
  void aProblemHasItsPlace() {
    Problem problem = problem(with(local(), "shape", "\"[70, 90, hundred]\""));
    assertEquals("/shape", problem.pointer());
    assertEquals(7, problem.line());
    assertEquals(22, problem.column());
    assertEquals("volume.json", problem.file());
    assertTrue(problem.toString().endsWith(": /shape in volume.json:7:22"), problem.toString());
  }

  @Test
  void theExceptionsMessageHoldsAllProblems() {
    DescriptionException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            DescriptionException.class,
            () -> read(with(with(local(), "shape", null), "dtype", null)));
    assertEquals(2, e.getMessage().lines().count());
  }
}
