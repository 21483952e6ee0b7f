package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lookup3Test {

  @Test
  void hashesAsItsAuthorSays() {
    assertEquals(0xdeadbeef, Lookup3.hash(new byte[0]));
    byte[] text = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0x17770551, Lookup3.hash(text));
  }

  @Test
  void agreesWithAnotherImplementationForEveryLength() {
    Random random = new Random(7);
    for (int length = 0; length < 1200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertEquals(ChecksumUtils.checksum(bytes), Lookup3.hash(bytes), "length " + length);
    }
  }
}
