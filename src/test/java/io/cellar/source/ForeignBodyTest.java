package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignBodyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><TITLE>Log<br>in</TITLE> | text/html; charset=x | an HTML page (text/html, 30"
            + " bytes): Log in",
        "<!DOCTYPE html><h1 id=a>502</h1> | text/html | an HTML page (text/html, 32 bytes): 502",
        "<Error><Code>NoKey</Code> | | an XML text (no content type, 25 bytes):"
            + " <Error><Code>NoKey</Code>",
        "{\"error\": \"no\"} | application/json | a JSON text (application/json, 15 bytes):"
            + " {\"error\": \"no\"}",
        "Go away | text/plain | a text (text/plain, 7 bytes): Go away",
      })
  void inWords(String body, String type, String expected) {
    assertEquals(
        expected,
        ForeignBody.describe(Optional.ofNullable(type), body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bytesAndNothing() {
    assertEquals(
        "other bytes (no content type, 3 bytes): starts with 1f 8b 00",
        ForeignBody.describe(Optional.empty(), new byte[] {0x1f, (byte) 0x8b, 0}));
    assertEquals(
        "nothing (no content type, 0 bytes)", ForeignBody.describe(Optional.empty(), new byte[0]));
  }

  @Test
  void signaturesStandAtPowersOfTwo() {
    byte[] body = new byte[4000];
    assertFalse(ForeignBody.isHdf5(body));
    byte[] signature = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    for (int at : new int[] {0, 512, 1024, 2048}) {
      byte[] file = body.clone();
      System.arraycopy(signature, 0, file, at, 8);
      assertTrue(ForeignBody.isHdf5(file), "at " + at);
    }
    System.arraycopy(signature, 0, body, 1000, 8);
    assertFalse(ForeignBody.isHdf5(body));
    assertFalse(ForeignBody.isHdf5(signature.clone()[0] == 0 ? body : new byte[3]));
  }
}
