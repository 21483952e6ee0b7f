package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the links of a group, of the old kind (symbol table) and of both new ones. */
final class Links {
  private static final long UNDEFINED = -1;

  /** More links than this are not read: the list would no longer be small. */
  private static final int MOST_LINKS = 200_000;

  private final OpenFile file;

  Links(OpenFile file) {
    this.file = file;
  }

  /** The links of the group with this object header; none when it is not a group. */
  List<Link> of(ObjectHeader header) throws Hdf5Exception {
    return Guard.run(
        "the group at address " + header.getAddress(),
        () -> {
          if (header.hasMessageOfType(SymbolTableMessage.class)) {
            return symbolTable(header.getMessageOfType(SymbolTableMessage.class));
          }
          List<LinkMessage> messages = new ArrayList<>();
          messages.addAll(header.getMessagesOfType(LinkMessage.class));
          if (header.hasMessageOfType(LinkInfoMessage.class)) {
            messages.addAll(dense(header.getMessageOfType(LinkInfoMessage.class)));
          }
          return messages.stream().map(Links::link).toList();
        });
  }

  private List<Link> symbolTable(SymbolTableMessage table) {
    ByteBuffer names = new LocalHeap(file.storage(), table.getLocalHeapAddress()).getDataBuffer();
    List<Link> links = new ArrayList<>();
    for (long child :
        BTreeV1.createGroupBTree(file.storage(), table.getBTreeAddress()).getChildAddresses()) {
      GroupSymbolTableNode node = new GroupSymbolTableNode(file.storage(), child);
      for (SymbolTableEntry entry : node.getSymbolTableEntries()) {
        String name = name(names, entry.getLinkNameOffset());
        links.add(
            entry.getCacheType() == 2
                ? new Link.Soft(name, name(names, entry.getLinkValueOffset()))
                : new Link.Hard(name, entry.getObjectHeaderAddress()));
      }
    }
    return links;
  }

  private static String name(ByteBuffer names, int offset) {
    return Utils.readUntilNull(names.duplicate().position(offset));
  }

  private List<LinkMessage> dense(LinkInfoMessage info) throws Hdf5Exception {
    long index = info.getBTreeNameIndexAddress();
    if (index == UNDEFINED) {
      return List.of();
    }
    DenseStorage.check(file.bytes(), index, info.getFractalHeapAddress(), MOST_LINKS);
    BTreeV2<LinkNameForIndexedGroupRecord> tree = new BTreeV2<>(file.storage(), index);
    FractalHeap heap = new FractalHeap(file.storage(), info.getFractalHeapAddress());
    List<LinkMessage> messages = new ArrayList<>();
    for (LinkNameForIndexedGroupRecord entry : tree.getRecords()) {
      messages.add(
          LinkMessage.fromBuffer(heap.getId(entry.getId()), file.storage().getSuperblock()));
    }
    return messages;
  }

  private static Link link(LinkMessage message) {
    return switch (message.getLinkType()) {
      case HARD -> new Link.Hard(message.getLinkName(), message.getHardLinkAddress());
      case SOFT -> new Link.Soft(message.getLinkName(), message.getSoftLink());
      case EXTERNAL -> new Link.External(message.getLinkName());
    };
  }

  /** Refuses a link that leaves the file. */
  static Hdf5Exception external(String path) {
    return new Hdf5Exception(
        Problem.UNSUPPORTED, path + " is a link into another file, which is not followed");
  }
}
