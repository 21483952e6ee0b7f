package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.AxisMap;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelsTest {
  @TempDir Path folder;

  private static String level(Map<String, String> description, String downsampling) {
    return "{\"description\": "
        + Descriptions.json(description)
        + ", \"downsampling\": "
        + downsampling
        + "}";
  }

  private static Map<String, String> local(String shape, String root) {
    return Descriptions.with(
        Descriptions.with(Descriptions.local(), "shape", shape),
        "dataset_root_dir",
        "\"" + root + "\"");
  }

  private static Map<String, String> file(String... levels) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("_schema_name", "\"multiscale-volume-description\"");
    fields.put("_schema_version", "1.0");
    fields.put("levels", Arrays.stream(levels).collect(Collectors.joining(", ", "[", "]")));
    return fields;
  }

  private static String finest() {
    return level(local("[70, 90, 100]", "a"), "[1, 1, 1]");
  }

  @Test
  void levelsAreReadFinestFirst() throws DescriptionException {
    Map<String, String> text =
        file(
            level(Descriptions.composite(), "[1, 1, 1]"),
            level(local("[35, 45, 50]", "b"), "\"[2, 2, 2]\""),
            level(local("[18, 22, 25]", "c"), "[4, 4, 4]"));
    text.put("name", "\"cortex\"");
    text.put("voxel_size", "[30, 8, 8]");
    text.put("voxel_unit", "\"nm\"");
    DescriptionFile file = Descriptions.read(text);
    assertEquals(DescriptionFile.Kind.MULTI_LEVEL, file.kind());
    List<Level> levels = file.levels().levels();
    assertEquals(3, levels.size());
    assertEquals("cortex", file.volume().name());
    assertEquals("cortex, level 2", levels.get(2).volume().name());
    assertEquals(AxisMap.scaled(4, 4, 4), levels.get(2).toFinest());
    assertEquals(List.of(120.0, 32.0, 32.0), levels.get(2).volume().voxelSize());
    assertEquals(Descriptions.BASE.resolve("c"), levels.get(2).volume().cache().root());
    assertTrue(levels.get(0).volume().origin().isPresent());
    assertTrue(levels.get(1).volume().origin().isEmpty());

    DescriptionFile again = Descriptions.read(file.normalForm());
    assertEquals(file.normalForm(), again.normalForm());
    assertEquals(
        levels.get(1).volume().voxelSize(), again.levels().levels().get(1).volume().voxelSize());
    assertTrue(file.normalForm().contains("\"hash_id\": null"), file.normalForm());
  }

  @Test
  void aVolumeWithoutLevelsHasOne() throws DescriptionException {
    DescriptionFile file = Descriptions.read(Descriptions.composite());
    assertEquals(1, file.levels().levels().size());
    assertEquals(file.volume(), file.levels().finest());
  }

  @Test
  void axesMayStandInAnotherOrder() throws DescriptionException {
    Map<String, String> turned =
        Descriptions.with(
            Descriptions.with(local("[25, 45, 35]", "b"), "axes", "\"xyz\""),
            "block_shape",
            "[8, 8, 8]");
    DescriptionFile file = Descriptions.read(file(finest(), level(turned, "[4, 2, 2]")));
    assertEquals(4, file.levels().levels().get(1).toFinest(io.cellar.volume.Axis.X).scale());
  }

  @Test
  void sizesAreLevelZerosRoundedUpOrDown() throws DescriptionException {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      long size = 1 + random.nextInt(200);
      long d = 1 + random.nextInt(20);
      long claimed = Math.max(1, size / d + random.nextInt(4) - 1);
      boolean good = claimed == size / d || claimed == Math.ceilDiv(size, d);
      Map<String, String> text =
          file(
              level(local("[" + size + ", 9, 9]", "a"), "[1, 1, 1]"),
              level(local("[" + claimed + ", 9, 9]", "b"), "[" + d + ", 1, 1]"));
      String what = "seed " + seed + " step " + i + ": " + size + " / " + d + " = " + claimed;
      if (good) {
        assertEquals(2, Descriptions.read(text).levels().levels().size(), what);
      } else {
        Problem problem = Descriptions.problem(text);
        assertEquals("/levels/1/downsampling", problem.pointer(), what);
        assertTrue(
            problem.message().contains(" " + size) && problem.message().contains("" + claimed),
            problem.message());
      }
    }
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Map<String, String> wrongType =
        Descriptions.with(local("[35, 45, 50]", "b"), "dtype", "\"uint16\"");
    Map<String, String> fewer =
        Descriptions.with(
            Descriptions.with(local("[22, 25]", "c"), "axes", "\"yx\""), "block_shape", "[8, 8]");
    List<Problem> problems =
        Descriptions.problems(
            file(
                level(local("[70, 90, 100]", "a"), "[1, 2, 1]"),
                level(wrongType, "[2, 2, 2]"),
                level(fewer, "[4, 4]"),
                level(local("[70, 45, 50]", "a"), "[1, 2, 2]")));
    assertEquals(
        List.of(
            "/levels/0/downsampling",
            "/levels/1/description",
            "/levels/2/description",
            "/levels/3/description",
            "/levels/3/downsampling"),
        problems.stream().map(Problem::pointer).sorted().distinct().toList(),
        problems::toString);
  }

  @Test
  void problemsInsideALevelAreNamedWhereTheyAre() {
    Map<String, String> bad = Descriptions.with(local("[35, 45, 50]", "b"), "format", "\"png\"");
    Map<String, String> worse = Descriptions.with(Descriptions.composite(), "_schema_version", "2");
    List<Problem> problems =
        Descriptions.problems(file(level(worse, "[1, 1, 1]"), level(bad, "[2, 2]")));
    assertEquals(
        List.of(
            "/levels/0/description/_schema_version",
            "/levels/1/description/format",
            "/levels/1/downsampling"),
        problems.stream().map(Problem::pointer).toList(),
        problems::toString);
  }

  @Test
  void whatIsNoListOfLevelsIsRefused() {
    for (String levels : List.of("[]", "{}", "3", "[1]", "[{}]", "[\"a.json\"]", "null")) {
      Map<String, String> text = Descriptions.with(file(), "levels", levels);
      assertTrue(Descriptions.problems(text).getFirst().pointer().startsWith("/levels"), levels);
    }
    String nested = level(file(finest()), "[1, 1, 1]");
    assertEquals(
        "/levels/0/description/_schema_name", Descriptions.problem(file(nested)).pointer());
    String many = String.join(", ", java.util.Collections.nCopies(41, finest()));
    assertEquals("/levels", Descriptions.problem(file(many)).pointer());
  }

  @Test
  void levelsMayHaveFilesOfTheirOwn() throws Exception {
    write("fine.json", local("[70, 90, 100]", "blocks"));
    Files.createDirectories(folder.resolve("half"));
    write("half/half.json", local("[35, 45, 50]", "blocks"));
    Path whole =
        write(
            "whole.json",
            file(
                "{\"description\": \"fine.json\", \"downsampling\": [1, 1, 1]}",
                "{\"description\": \"half/half.json\", \"downsampling\": [2, 2, 2]}"));
    DescriptionFile file = new DescriptionReader().read(whole);
    assertEquals(List.of(), file.outside());
    assertEquals(
        folder.resolve("half/blocks"), file.levels().levels().get(1).volume().cache().root());
    assertTrue(file.normalForm().contains("\"half/half.json\""), file.normalForm());

    Path target = folder.resolve("normal.json");
    Files.writeString(target, file.normalForm());
    assertEquals(file.normalForm(), new DescriptionReader().read(target).normalForm());
    Files.delete(target);
    assertEquals(whole, new DescriptionFinder().find(folder));
    assertEquals(
        whole,
        new DescriptionFinder().find(folder.resolve("blocks/z_00000000").getParent().getParent()));
  }

  @Test
  void problemsOfALevelsFileAreNamedInThatFile() throws IOException {
    write("fine.json", Descriptions.with(local("[70, 90, 100]", "blocks"), "dtype", null));
    Path whole =
        write(
            "whole.json",
            file(
                "{\"description\": \"fine.json\", \"downsampling\": [1, 1, 1]}",
                "{\"description\": \"lost.json\", \"downsampling\": [2, 2, 2]}"));
    List<Problem> problems =
        assertThrows(DescriptionException.class, () -> new DescriptionReader().read(whole))
            .problems();
    assertEquals(2, problems.size(), problems::toString);
    assertEquals(folder.resolve("fine.json").toString(), problems.get(0).file());
    assertEquals("/dtype", problems.get(0).pointer());
    assertEquals(folder.resolve("lost.json").toString(), problems.get(1).file());
  }

  @Test
  void filesOutsideTheFolderNeedConsent() throws Exception {
    Files.createDirectories(folder.resolve("inner"));
    Path fine = write("fine.json", local("[70, 90, 100]", "blocks"));
    Path whole =
        write(
            "inner/whole.json",
            file("{\"description\": \"../fine.json\", \"downsampling\": [1, 1, 1]}"));
    List<Path> outside = new ArrayList<>(new DescriptionReader().read(whole).outside());
    assertEquals(List.of(fine.toRealPath(), folder.toRealPath().resolve("blocks")), outside);
  }

  @Test
  void aDescriptionWithoutAFolderHasItsLevelsInPlace() {
    Problem problem =
        Descriptions.problem(file("{\"description\": \"fine.json\", \"downsampling\": [1, 1, 1]}"));
    assertEquals("/levels/0/description", problem.pointer());
    assertTrue(problem.message().contains("in place"), problem.message());
  }

  @Test
  void movedLevelsLieInFoldersOfTheirOwn() throws DescriptionException {
    DescriptionFile file =
        Descriptions.read(file(finest(), level(local("[35, 45, 50]", "b"), "[2, 2, 2]")));
    DescriptionFile moved = file.withRoot(folder);
    assertEquals(folder.resolve("level-0"), moved.volume().cache().root());
    assertEquals(folder.resolve("level-1"), moved.levels().coarsest().volume().cache().root());
  }

  private Path write(String name, Map<String, String> fields) throws IOException {
    return Files.writeString(folder.resolve(name), Descriptions.json(fields));
  }

  /** Levels are files; an address with a key in it is not shown either. */
  @Test
  void aLevelIsNoAddress() {
    for (String address :
        List.of(
            "http://h.org/d.json?token=SECRET",
            "https://u:SECRET@h.org/d.json",
            "http:/h.org/d.json?SECRET",
            " s3://h/d.json#SECRET",
            "HTTP:h.org/d.json?token=SECRET")) {
      Problem problem =
          Descriptions.problem(
              file(
                  finest(), "{\"description\": \"" + address + "\", \"downsampling\": [2, 2, 2]}"));
      assertTrue(problem.message().contains("is an address"), problem.message());
      assertTrue(!problem.message().contains("SECRET"), problem.message());
      assertEquals("/levels/1/description", problem.pointer());
    }
  }
}
