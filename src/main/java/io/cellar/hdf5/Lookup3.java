package io.cellar.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bob Jenkins' hash lookup3 (hashlittle, public domain), with which HDF5 checks its metadata. */
final class Lookup3 {
  private static final int GROUP = 12;

  private int a;
  private int b;
  private int c;

  private Lookup3(int length) {
    a = b = c = 0xdeadbeef + length;
  }

  /** The hash of all bytes, with an initial value of 0. */
  static int hash(byte[] key) {
    Lookup3 state = new Lookup3(key.length);
    int last = Math.max(0, key.length - 1) / GROUP * GROUP;
    ByteBuffer whole = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    while (whole.position() < last) {
      state.add(whole);
      state.mix();
    }
    if (key.length > 0) {
      // zeros add nothing, so the last group may be filled up with them
      byte[] rest = Arrays.copyOfRange(key, last, last + GROUP);
      state.add(ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN));
      state.end();
    }
    return state.c;
  }

  private void add(ByteBuffer group) {
    a += group.getInt();
    b += group.getInt();
    c += group.getInt();
  }

  private void mix() {
    a = (a - c) ^ Integer.rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ Integer.rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 4);
    b += a;
  }

  private void end() {
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
