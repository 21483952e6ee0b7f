package io.cellar.sample;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Faults in the head of an answer: statuses, lengths, redirects. */
final class HeadFaults {
  private HeadFaults() {}

  static Map<String, Fault> all() {
    Map<String, Fault> faults = new HashMap<>();
    faults.put("length-large", wire -> length(wire, +1000));
    faults.put("length-small", wire -> length(wire, -1000));
    faults.put("length-negative", wire -> lengths(wire, "-5"));
    faults.put("length-twice", HeadFaults::twoLengths);
    faults.put("length-absurd", wire -> lengths(wire, "100000000000000000000"));
    faults.put("length-huge", wire -> lengths(wire, "1000000000000"));
    faults.put("gzip", HeadFaults::gzip);
    faults.put("redirect-loop", wire -> redirect(wire, wire.origin() + wire.request().path()));
    faults.put("redirect-host", wire -> redirect(wire, otherHost(wire)));
    faults.put("redirect-file", wire -> redirect(wire, "file:///etc/hostname"));
    faults.put("redirect-http", wire -> redirect(wire, "http" + afterScheme(wire)));
    faults.put("redirect-malformed", wire -> redirect(wire, "http://[::bad/\\ %zz"));
    return faults;
  }

  private static boolean length(Wire wire, int difference) throws IOException {
    return lengths(
        wire, String.valueOf(Math.max(0, wire.asked().answer().body().length + difference)));
  }

  private static boolean lengths(Wire wire, String length) throws IOException {
    Response answer = wire.asked().answer();
    wire.send(answer.with("Content-Length", length).head());
    wire.send(answer.body());
    return false;
  }

  private static boolean twoLengths(Wire wire) throws IOException {
    Response answer = wire.asked().answer();
    int length = answer.body().length;
    wire.send(
        answer
            .with("Content-Length", String.valueOf(length))
            .with("content-length", String.valueOf(length - 7))
            .head());
    wire.send(answer.body());
    return false;
  }

  private static boolean gzip(Wire wire) throws IOException {
    wire.asked().answer().with("Content-Encoding", "gzip").write(wire.out());
    return true;
  }

  /** The same server under its other name, which is another host to a client. */
  private static String otherHost(Wire wire) {
    return wire.origin().replace("127.0.0.1", "localhost") + wire.request().path();
  }

  private static String afterScheme(Wire wire) {
    String address = wire.origin() + wire.request().path();
    return address.substring(address.indexOf("://"));
  }

  private static boolean redirect(Wire wire, String location) throws IOException {
    Response.text(302, "elsewhere").with("Location", location).write(wire.out());
    return true;
  }
}
