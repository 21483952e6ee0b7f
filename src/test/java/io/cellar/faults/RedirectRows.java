package io.cellar.faults;

import io.cellar.source.Credentials;
import io.cellar.source.HttpAnswer;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpQuery;
import io.cellar.source.HttpSettings;
import io.cellar.source.ScriptedServer;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redirects to where nothing may be fetched or told: row 18. */
final class RedirectRows {
  private static final String SECRET = "planted-secret-18";
  private static final int HOPS = 30;

  private RedirectRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(
            18, "redirects: loops, other hosts, other schemes, nonsense", RedirectRows::redirects));
  }

  private static void redirects(Score score, Scale scale) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path local = Files.writeString(scratch.folder().resolve("local.txt"), SECRET);
      List<String> refused =
          List.of(
              local.toUri().toString(),
              "file:" + local,
              "ftp://127.0.0.1/x",
              "jar:" + local.toUri() + "!/x",
              "data:text/plain,hello",
              "http://user:" + SECRET + "@127.0.0.1/",
              "http://[::bad/\\ %zz",
              "http:///nohost",
              "/again");
      for (String location : refused) {
        refused(location, score);
      }
    }
    hops(score);
    otherHost(score, scale.of(10, 1));
  }

  private static HttpFetcher fetcher() throws Exception {
    Credentials credentials =
        _ -> Optional.of(new Credentials.Header("Authorization", "Bearer " + SECRET));
    return new SocketHttpFetcher(
        HttpSettings.defaults().withDeadlines(ClientOptions.BRISK).withCredentials(credentials));
  }

  private static HttpQuery query(int port) {
    return new HttpQuery(
        URI.create("http://127.0.0.1:" + port + "/a?token=" + SECRET),
        1000,
        Map.of("X-Api-Key", SECRET, "Cookie", "session=" + SECRET));
  }

  private static void refused(String location, Score score) throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(_ -> ScriptedServer.redirect(location));
        HttpFetcher http = fetcher()) {
      try {
        HttpAnswer answer = http.get(query(server.port()), TransferProgress.NONE);
        score.never("redirects followed to where none may lead", 1);
        score.remark("%s gave %d bytes", location, answer.body().length);
      } catch (SourceException e) {
        score.never("redirects followed to where none may lead", 0);
        score.never("secrets in messages", e.getMessage().contains(SECRET) ? 1 : 0);
      }
      score.injected(server.heads.size());
    }
  }

  /** Thirty addresses one after the other. */
  private static void hops(Score score) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.plain(
                head -> {
                  int at = head.getFirst().contains("/hop") ? hop(head.getFirst()) : 0;
                  return at < HOPS
                      ? ScriptedServer.redirect("/hop" + (at + 1))
                      : ScriptedServer.ok("data");
                });
        HttpFetcher http = fetcher()) {
      try {
        http.get(query(server.port()), TransferProgress.NONE);
        score.violation(HOPS + " redirects were followed");
      } catch (SourceException e) {
        score.remark("%d of %d hops followed", server.heads.size() - 1, HOPS);
        score.require(server.heads.size() <= 6, server.heads.size() + " requests");
      }
      score.injected(server.heads.size());
    }
  }

  private static int hop(String request) {
    return Integer.parseInt(request.replaceAll(".*/hop(\\d+) .*", "$1"));
  }

  private static void otherHost(Score score, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      try (ScriptedServer other = ScriptedServer.plain(_ -> ScriptedServer.ok("data"));
          ScriptedServer first =
              ScriptedServer.plain(
                  _ -> ScriptedServer.redirect("http://127.0.0.1:" + other.port() + "/b"));
          HttpFetcher http = fetcher()) {
        byte[] body = http.get(query(first.port()), TransferProgress.NONE).body();
        score.require(
            new String(body, StandardCharsets.US_ASCII).equals("data"), "another body came");
        score.never(
            "secrets seen by another host",
            other.heads.stream()
                .flatMap(List::stream)
                .filter(line -> line.contains(SECRET))
                .count());
        score.injected(first.heads.size());
      }
    }
  }
}
