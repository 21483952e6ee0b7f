package io.cellar;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house's plan as rules: who may import whom, and which library lives in which room. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cellar");

  /** What every room may import. */
  private static final Set<String> BASE = Set.of("input", "thread");

  /**
   * Package to the packages of ours that it may import, besides {@link #BASE}; data flows from left
   * to right, imports only run back.
   */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("input", Set.of()),
          Map.entry("thread", Set.of()),
          Map.entry("volume", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("description", Set.of("volume")),
          Map.entry("codec", Set.of()),
          Map.entry("hdf5", Set.of("volume", "codec")),
          Map.entry("source", Set.of("volume", "codec", "hdf5")),
          Map.entry("store", Set.of("volume", "hdf5")),
          Map.entry("engine", Set.of("volume", "source", "store")),
          Map.entry("coarse", Set.of("volume", "source", "store")),
          Map.entry("cell", Set.of("volume", "store", "engine")),
          Map.entry("slice", Set.of("volume", "cell", "engine")),
          Map.entry(
              "session",
              Set.of(
                  "volume",
                  "settings",
                  "description",
                  "source",
                  "store",
                  "engine",
                  "cell",
                  "coarse")),
          Map.entry("job", Set.of("volume", "description", "source", "store", "engine", "session")),
          Map.entry("export", Set.of("volume", "hdf5")),
          Map.entry("sample", Set.of("volume", "hdf5")),
          Map.entry("ui", Set.of("volume", "settings", "store", "engine", "cell", "slice", "job")),
          Map.entry(
              "app",
              Set.of(
                  "volume",
                  "settings",
                  "description",
                  "source",
                  "store",
                  "engine",
                  "cell",
                  "slice",
                  "session",
                  "job",
                  "sample",
                  "ui")),
          Map.entry(
              "cli",
              Set.of(
                  "volume",
                  "settings",
                  "description",
                  "source",
                  "store",
                  "engine",
                  "cell",
                  "session",
                  "job",
                  "export",
                  "sample")));

  /** Library to the rooms that may use it. */
  private static final Map<String, Set<String>> LIBRARY_ROOMS =
      Map.ofEntries(
          Map.entry("tools.jackson..", Set.of("input", "description", "source", "job")),
          Map.entry("org.apache.hc..", Set.of("source")),
          Map.entry("com.github.benmanes.caffeine..", Set.of("cell", "source")),
          Map.entry("javafx..", Set.of("ui", "app")),
          Map.entry("org.controlsfx..", Set.of("ui")),
          Map.entry("java.awt", Set.of("app")),
          Map.entry("java.awt..", Set.of("ui.fx", "ui.picture", "app", "export", "codec")),
          Map.entry("com.github.luben.zstd..", Set.of("codec")),
          Map.entry("net.jpountz..", Set.of("codec")),
          Map.entry("org.apache.commons.compress..", Set.of("codec")),
          Map.entry("org.tukaani.xz..", Set.of("codec")),
          Map.entry("picocli..", Set.of("cli")));

  /** The window's packages from the lowest to the one that puts all of them together. */
  private static final List<String> UI_ORDER =
      List.of(
          "ui",
          "ui.navigation",
          "ui.words",
          "ui.fx",
          "ui.dialog",
          "ui.layer",
          "ui.status",
          "ui.preferences",
          "ui.pane",
          "ui.picture",
          "ui.prefetch",
          "ui.bookmark",
          "ui.coverage",
          "ui.overview",
          "ui.side",
          "ui.window");

  @TestFactory
  Stream<DynamicTest> importsRunOneWay() {
    return MAY_IMPORT.keySet().stream()
        .sorted()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("io.cellar." + room + "..")
                            .should()
                            .dependOnClassesThat(forbiddenFor(room))
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  /** What strangers may speak to knows next to nothing. */
  @Test
  void theOneProgramOnADesktopKnowsTheUsersFoldersAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.cellar.app.instance")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.cellar..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "io.cellar.app.instance",
                            "io.cellar.settings",
                            "io.cellar.input",
                            "io.cellar.thread"))))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> forbiddenFor(String room) {
    List<String> forbidden = new ArrayList<>();
    forbidden.add("io.cellar");
    for (String other : new TreeSet<>(MAY_IMPORT.keySet())) {
      if (!other.equals(room) && !BASE.contains(other) && !MAY_IMPORT.get(room).contains(other)) {
        forbidden.add("io.cellar." + other + "..");
      }
    }
    return resideInAnyPackage(forbidden.toArray(String[]::new));
  }

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirRooms() {
    return LIBRARY_ROOMS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                entry.getValue().stream()
                                    .map(room -> "io.cellar." + room + "..")
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(entry.getKey())
                            .check(CLASSES)));
  }

  @Test
  void everyPackageHasItsPlaceInThePlan() {
    classes()
        .that()
        .resideOutsideOfPackage("io.cellar")
        .should()
        .resideInAnyPackage(
            MAY_IMPORT.keySet().stream().map(r -> "io.cellar." + r + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void noCyclesAtAnyDepth() {
    SliceAssignment packages =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
          }

          @Override
          public String getDescription() {
            return "single packages";
          }
        };
    slices().assignedFrom(packages).should().beFreeOfCycles().check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> thePackagesOfTheWindowHaveAnOrder() {
    return UI_ORDER.stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("io.cellar." + room)
                            .should()
                            .dependOnClassesThat(above(room))
                            .check(CLASSES)));
  }

  private static DescribedPredicate<JavaClass> above(String room) {
    return DescribedPredicate.describe(
        "are of a later or an unknown package of the window",
        c ->
            c.getPackageName().startsWith("io.cellar.ui")
                && !UI_ORDER
                    .subList(0, UI_ORDER.indexOf(room) + 1)
                    .contains(c.getPackageName().substring("io.cellar.".length())));
  }

  @Test
  void oneClassTurnsToTheToolkitsThread() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.cellar.ui.fx.Pulse")
        .should()
        .accessTargetWhere(target("javafx.application.Platform", "runLater"))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> target(String owner, String name) {
    return DescribedPredicate.describe(
        owner + "." + name,
        access -> access.getTargetOwner().getName().equals(owner) && access.getName().equals(name));
  }

  /** Public is what another package, of the program or of its tests, needs. */
  @Test
  void publicTypesAreUsedElsewhere() {
    Set<String> used = usedFromOutside(new ClassFileImporter().importPackages("io.cellar"));
    List<String> needless =
        CLASSES.stream()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC) && c.isTopLevelClass())
            .filter(c -> !c.getName().equals("io.cellar.Main"))
            // Lambdas and throw clauses are no dependencies of whoever writes them.
            .filter(c -> !c.isAnnotatedWith(FunctionalInterface.class))
            .filter(c -> !c.isAssignableTo(Throwable.class))
            .filter(c -> !used.contains(c.getName()))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    Assertions.assertEquals(List.of(), needless);
  }

  /** The top-level types that other packages than their own depend on, by themselves or nested. */
  private static Set<String> usedFromOutside(JavaClasses all) {
    return all.stream()
        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
        .filter(
            d -> !d.getOriginClass().getPackageName().equals(d.getTargetClass().getPackageName()))
        .map(d -> d.getTargetClass().getName().replaceFirst("[$].*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.cellar.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
    // LogFile doubles standard error into the log, and says what must be seen before a window is.
    noClasses()
        .that()
        .resideOutsideOfPackages("io.cellar.cli..")
        .and()
        .doNotHaveFullyQualifiedName("io.cellar.app.LogFile")
        .should()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void threadsAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cellar.thread")
        .should()
        .callCodeUnitWhere(describe("makes a thread", ArchitectureTest::makesThread))
        .check(CLASSES);
  }

  /** Without an executor, work goes to the common pool, whose threads belong to nobody. */
  private static boolean makesThread(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    boolean constructor = name.equals("<init>");
    int parameters = call.getTarget().getRawParameterTypes().size();
    return owner.isEquivalentTo(Executors.class) && name.startsWith("new")
        || owner.isAssignableTo(Thread.class)
            && (constructor
                || Set.of("ofPlatform", "ofVirtual", "startVirtualThread").contains(name))
        || owner.isAssignableTo(ExecutorService.class) && constructor
        || owner.isEquivalentTo(CompletableFuture.class)
            && Set.of("supplyAsync", "runAsync").contains(name)
            && parameters == 1;
  }

  @Test
  void filesStaySmallAndPackagesIntroduceThemselves() throws IOException {
    List<String> complaints = new ArrayList<>();
    Path main = Path.of("src/main/java");
    try (Stream<Path> walk = Files.walk(main)) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        long lines;
        try (Stream<String> text = Files.lines(file)) {
          lines = text.count();
        }
        if (lines > 350) {
          complaints.add(file + " has " + lines + " lines, the most is 350");
        }
        Path folder = file.getParent();
        if (!folder.equals(main.resolve("io/cellar"))
            && !Files.exists(folder.resolve("package-info.java"))) {
          complaints.add(folder + " has no package-info.java");
        }
      }
    }
    Assertions.assertEquals(List.of(), complaints.stream().distinct().toList());
  }
}
