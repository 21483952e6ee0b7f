package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The messages of an object header, cut apart but not interpreted: what nobody asks for cannot be
 * in the way. Layout: HDF5 File Format Specification 3.0, section IV.A.1.
 *
 * @param address of the header
 * @param messages in their order, without those that continue the header
 */
record ObjectHeader(long address, List<Message> messages) {
  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int FILL_VALUE_OLD = 0x04;
  static final int FILL_VALUE = 0x05;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int ATTRIBUTE = 0x0c;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;
  private static final int CONTINUATION = 0x10;
  private static final int COMMITTED = 2;
  private static final int MOST_MESSAGES = 1 << 17;

  /**
   * One message.
   *
   * @param body little-endian, at its start
   */
  record Message(int type, int flags, ByteBuffer body) {
    boolean isShared() {
      return (flags & 2) != 0;
    }
  }

  /** A part of a header: the range of its messages. */
  private record Chunk(long address, long length) {}

  static ObjectHeader read(OpenFile file, long address) throws Hdf5Exception {
    return Guard.run("the object header at address " + address, () -> parse(file, address));
  }

  private static ObjectHeader parse(OpenFile file, long address) throws Hdf5Exception {
    ObjectHeader header = new ObjectHeader(address, new ArrayList<>());
    FileBytes bytes = file.bytes();
    String what = "the object header at address " + address;
    ByteBuffer start = bytes.buffer(address, 16, what);
    Deque<Chunk> chunks = new ArrayDeque<>();
    CheckedNodes nodes = new CheckedNodes(bytes, what);
    boolean old = start.get(0) == 1;
    int prefix = 8;
    if (old) {
      chunks.add(new Chunk(address + 16, Integer.toUnsignedLong(start.getInt(8))));
    } else if (start.getInt(0) == ('O' | 'H' << 8 | 'D' << 16 | 'R' << 24) && start.get(4) == 2) {
      int flags = start.get(5);
      int at = 6 + ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
      int sizeBytes = 1 << (flags & 3);
      ByteBuffer field = bytes.buffer(address + at, sizeBytes, what);
      long length = CheckedNodes.number(field, 0, sizeBytes);
      nodes.page(address, at + sizeBytes + length + 4);
      chunks.add(new Chunk(address + at + sizeBytes, length));
      prefix = (flags & 0x04) == 0 ? 4 : 6;
    } else {
      throw nodes.damaged("it has no signature");
    }
    long total = 0;
    while (!chunks.isEmpty()) {
      Chunk chunk = chunks.poll();
      total += chunk.length();
      file.effort().spend(chunk.length());
      if (total > bytes.size()) {
        throw nodes.damaged("it continues without end");
      }
      for (Message more :
          header.cut(bytes.buffer(chunk.address(), chunk.length(), what), prefix, file.effort())) {
        long next = more.body().getLong(0);
        long length = more.body().getLong(8);
        if (old) {
          chunks.add(new Chunk(next, length));
        } else {
          ByteBuffer block = nodes.page(next, length);
          if (block.getInt(0) != ('O' | 'C' << 8 | 'H' << 16 | 'K' << 24)) {
            throw nodes.damaged("no continuation at address " + next);
          }
          chunks.add(new Chunk(next + 4, length - 8));
        }
      }
    }
    return header;
  }

  /** Adds the messages of a chunk and gives those that continue the header. */
  private List<Message> cut(ByteBuffer chunk, int prefix, Effort effort) throws Hdf5Exception {
    List<Message> continuations = new ArrayList<>();
    boolean old = prefix == 8;
    int at = 0;
    while (at + prefix <= chunk.limit()) {
      int type = old ? chunk.getShort(at) : Byte.toUnsignedInt(chunk.get(at));
      int length = Short.toUnsignedInt(chunk.getShort(at + (old ? 2 : 1)));
      int flags = chunk.get(at + (old ? 4 : 3));
      ByteBuffer body = chunk.slice(at + prefix, length).order(chunk.order());
      at += prefix + length;
      if (type == CONTINUATION) {
        continuations.add(new Message(type, flags, body));
      } else if (type != 0) {
        messages.add(new Message(type, flags, body));
      }
      effort.spend(0);
      if (messages.size() + continuations.size() > MOST_MESSAGES) {
        throw new Hdf5Exception(Problem.TOO_LARGE, "an object header of too many messages");
      }
    }
    return continuations;
  }

  boolean has(int type) {
    return messages.stream().anyMatch(m -> m.type() == type);
  }

  /** The bodies of the messages of a type that are not shared. */
  List<ByteBuffer> all(int type) {
    return messages.stream()
        .filter(m -> m.type() == type && !m.isShared())
        .map(m -> m.body().duplicate().order(m.body().order()))
        .toList();
  }

  /**
   * The body of the one message of a type, which may lie in another header: that of a committed
   * datatype.
   */
  Optional<ByteBuffer> find(OpenFile file, int type) throws Hdf5Exception {
    Optional<Message> found = messages.stream().filter(m -> m.type() == type).findFirst();
    if (found.isEmpty() || !found.get().isShared()) {
      return found.map(m -> m.body().duplicate().order(m.body().order()));
    }
    ByteBuffer pointer = found.get().body();
    int version = pointer.get(0);
    if (version == 3 && pointer.get(1) != COMMITTED) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          "its header lies in the file's table of shared messages, which is not read",
          "h5repack IN.h5 OUT.h5 rewrites the file without one");
    }
    ObjectHeader committed = read(file, pointer.getLong(version == 1 ? 8 : 2));
    return committed.all(type).stream().findFirst();
  }
}
