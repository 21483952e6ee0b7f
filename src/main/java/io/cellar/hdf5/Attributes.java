package io.cellar.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.GlobalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single strings among the attributes of an object. */
final class Attributes {
  private static final long UNDEFINED = -1;
  private static final int MOST = 10_000;

  private Attributes() {}

  /** The text of a string attribute; empty when there is none of that name, or no string. */
  static Optional<String> text(OpenFile file, ObjectHeader header, String name)
      throws Hdf5Exception {
    return Guard.run(
        "attribute " + name,
        () -> {
          for (AttributeMessage attribute : all(file, header)) {
            if (attribute.getName().equals(name) && attribute.getDataBuffer() != null) {
              return text(file, attribute);
            }
          }
          return Optional.empty();
        });
  }

  private static List<AttributeMessage> all(OpenFile file, ObjectHeader header)
      throws Hdf5Exception {
    List<AttributeMessage> all = new ArrayList<>();
    all.addAll(header.getMessagesOfType(AttributeMessage.class));
    for (AttributeInfoMessage info : header.getMessagesOfType(AttributeInfoMessage.class)) {
      long heapAddress = info.getFractalHeapAddress();
      if (heapAddress == UNDEFINED) {
        continue;
      }
      DenseStorage.check(file.bytes(), info.getAttributeNameBTreeAddress(), heapAddress, MOST);
      FractalHeap heap = new FractalHeap(file.storage(), heapAddress);
      BTreeV2<AttributeNameForIndexedAttributesRecord> tree =
          new BTreeV2<>(file.storage(), info.getAttributeNameBTreeAddress());
      for (AttributeNameForIndexedAttributesRecord entry : tree.getRecords()) {
        all.add(
            new AttributeMessage(heap.getId(entry.getHeapId()), file.storage(), entry.getFlags()));
      }
    }
    return all;
  }

  private static Optional<String> text(OpenFile file, AttributeMessage attribute) {
    ByteBuffer data = attribute.getDataBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return switch (attribute.getDataType()) {
      case StringData _ -> Optional.of(text(data));
      case VariableLength _ -> {
        int length = data.getInt();
        long address = data.getLong();
        int index = data.getInt();
        ByteBuffer object = new GlobalHeap(file.storage(), address).getObjectData(index);
        yield Optional.of(text(object.limit(Math.min(length, object.limit()))));
      }
      default -> Optional.empty();
    };
  }

  private static String text(ByteBuffer bytes) {
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
