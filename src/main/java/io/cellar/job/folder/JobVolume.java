package io.cellar.job.folder;

import io.cellar.input.Json;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A region of one volume that a job works on.
 *
 * @param location address, or absolute path of its description, as the opening of volumes takes it;
 *     without user name, password and query part
 * @param name what the volume is called
 * @param shape voxels of the view of its finest level, in the axes' order, which tells whether it
 *     is still the same
 * @param sha256 of its description as it was read, 64 hexadecimal digits; the same
 * @param view the region in view coordinates of the finest level, stop exclusive
 * @param levels numbers of the levels that are fetched, 0 for the finest
 * @param servers the only ones that may be asked for it, such as {@code https://example.org:443},
 *     since a link from a web page led to it; empty: every one
 */
public record JobVolume(
    String location,
    String name,
    List<Long> shape,
    String sha256,
    Roi view,
    List<Integer> levels,
    Optional<Set<String>> servers) {
  private static final int LONGEST_LOCATION = 8192;
  private static final int MOST_AXES = 5;
  private static final int MOST_LEVELS = 64;
  private static final int MOST_SERVERS = 64;

  public JobVolume {
    shape = List.copyOf(shape);
    levels = List.copyOf(levels);
    servers = servers.map(Set::copyOf);
    if (servers.orElse(Set.of()).size() > MOST_SERVERS) {
      throw new IllegalArgumentException(
          "servers: " + servers.get().size() + " of them; at most " + MOST_SERVERS + " can be");
    }
    if (location.isBlank() || location.length() > LONGEST_LOCATION) {
      throw new IllegalArgumentException(
          "location: none, or one of more than " + LONGEST_LOCATION + " characters");
    }
    Roi all = Roi.ofShape(shape.stream().mapToLong(n -> n).toArray());
    if (shape.isEmpty()
        || shape.size() > MOST_AXES
        || view.rank() != shape.size()
        || view.isEmpty()
        || !view.intersect(all).equals(view)) {
      throw new IllegalArgumentException(
          "start, stop: the region " + view + " does not lie in a volume of " + shape);
    }
    if (levels.isEmpty() || levels.size() > MOST_LEVELS || levels.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("levels: " + levels + "; at least one is needed, from 0");
    }
  }

  /** A region of a volume for which every server may be asked. */
  public JobVolume(
      String location,
      String name,
      List<Long> shape,
      String sha256,
      Roi view,
      List<Integer> levels) {
    this(location, name, shape, sha256, view, levels, Optional.empty());
  }

  Map<String, Object> json() {
    return Json.object(
        "location",
        location,
        "name",
        name,
        "shape",
        shape,
        "description_sha256",
        sha256,
        "start",
        list(view.start()),
        "stop",
        list(view.stop()),
        "levels",
        levels,
        "servers",
        servers.map(some -> some.stream().sorted().toList()).orElse(null));
  }

  static JobVolume of(JsonObject json) {
    long[] start = array(json.numbers("start"));
    long[] stop = array(json.numbers("stop"));
    if (start.length != stop.length || LongStream.of(start).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "start, stop: expected as many numbers each, not below 0, as there are axes");
    }
    return new JobVolume(
        json.text("location"),
        json.text("name"),
        json.numbers("shape"),
        json.text("description_sha256"),
        new Roi(start, stop),
        json.numbers("levels").stream().map(n -> Math.toIntExact(n)).toList(),
        json.has("servers") ? Optional.of(Set.copyOf(json.texts("servers"))) : Optional.empty());
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static long[] array(List<Long> numbers) {
    return numbers.stream().mapToLong(n -> n).toArray();
  }
}
