package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret in an address that was typed is in nothing that a command prints. */
class SecretsTest {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("info"),
          List.of("info", "--json"),
          List.of("check"),
          List.of("check", "--json"),
          List.of("read"),
          List.of("fetch"),
          List.of("fetch", "--json"),
          List.of("verify"),
          List.of("locks"),
          List.of("jobs", "add"),
          List.of("jobs", "add", "--json"),
          List.of("jobs", "show"),
          List.of("fetch", "--level"),
          List.of("fetch", "--no-such-option"),
          List.of("jobs"),
          List.of("work"));

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void noCommandPrintsThem(long seed) throws Exception {
    HttpServer nothing =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    nothing.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    nothing.start();
    Random random = new Random(seed);
    try {
      for (int i = 0; i < 12; i++) {
        String address = spelling(random, nothing.getAddress().getPort());
        for (List<String> command : COMMANDS) {
          Object[] words = Stream.concat(command.stream(), Stream.of(address)).toArray();
          CommandRun run = CommandRun.in(home, words);
          String all = run.out() + run.err();
          assertNotEquals(0, run.code(), () -> command + " " + address);
          assertFalse(all.contains("SECRET"), () -> command + " " + address + ": " + all);
        }
      }
    } finally {
      nothing.stop(0);
    }
  }

  private static String spelling(Random random, int port) {
    String prefix =
        pick(random, "", "zarr://", "zarr2://", "zarr3://", "n5://", "precomputed://", "other://");
    String password = pick(random, "SECRET", "a@SECRET", "SECRET/SECRET", "%53SECRET", "S:SECRET");
    String login = pick(random, "", "joe:" + password + "@", "joe:" + password + "@");
    String path = pick(random, "/", "/z/", "/a.zarr", "/d.json", "/x.zarr:inner");
    String query = login.isEmpty() || random.nextBoolean() ? "?token=SECRET&a=SECRET" : "";
    String step = pick(random, "", "|zarr:", "|zarr3:a", "|neuroglancer-precomputed:", "|no:");
    return prefix + "http://" + login + "127.0.0.1:" + port + path + query + step;
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
