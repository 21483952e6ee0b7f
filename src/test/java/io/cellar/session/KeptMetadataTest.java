package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.StoreNotes;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMetadataTest {
  @TempDir Path folder;

  @Test
  void whatIsKnownOfTheServerPassesThrough() {
    StoreNotes notes = new StoreNotes(0, false, true);
    List<String> asked = new ArrayList<>();
    KeyStore server =
        (KeyStore)
            Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(),
                new Class<?>[] {KeyStore.class},
                (_, method, _) -> {
                  asked.add(method.getName());
                  return method.getName().equals("notes") ? notes : null;
                });
    KeptMetadata kept = new KeptMetadata(folder);
    for (KeyStore store : List.of(kept.recorder(server), kept.replay(server))) {
      assertEquals(notes, store.notes());
      store.forget();
    }
    assertEquals(List.of("notes", "forget", "notes", "forget"), asked);
  }
}
