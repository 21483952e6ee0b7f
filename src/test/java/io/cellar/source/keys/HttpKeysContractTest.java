package io.cellar.source.keys;

import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.keys.FileServer.Quirk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract over HTTP, and behind every quirk of a server that must not change what is read. */
class HttpKeysContractTest {
  private static HttpFetcher fetcher;

  @BeforeAll
  static void open() throws IOException {
    fetcher = new SocketHttpFetcher(HttpSettings.defaults());
  }

  @AfterAll
  static void close() {
    fetcher.close();
  }

  private abstract static class OverHttp extends AbstractKeyStoreTest {
    private final Quirk[] quirks;
    private FileServer server;

    OverHttp(Quirk... quirks) {
      this.quirks = quirks;
    }

    @Override
    protected KeyStore store(Path folder) throws IOException {
      server = FileServer.start(folder, quirks);
      return new HttpKeys(fetcher, server.uri());
    }

    @AfterEach
    void end() {
      server.close();
    }
  }

  @Nested
  class Plain extends OverHttp {}

  @Nested
  class MissingIsGone extends OverHttp {
    MissingIsGone() {
      super(Quirk.MISSING_IS_410);
    }
  }

  @Nested
  class MissingIsForbiddenByAStore extends OverHttp {
    MissingIsForbiddenByAStore() {
      super(Quirk.MISSING_IS_403_AS_S3);
    }
  }

  @Nested
  class FoldersRedirect extends OverHttp {
    FoldersRedirect() {
      super(Quirk.FOLDERS_REDIRECT);
    }
  }

  @Nested
  class NoRanges extends OverHttp {
    NoRanges() {
      super(Quirk.NO_RANGES);
    }
  }

  @Nested
  class NoRangesAndNoHead extends OverHttp {
    NoRangesAndNoHead() {
      super(Quirk.NO_RANGES, Quirk.NO_HEAD);
    }
  }

  @Nested
  class NoContentRange extends OverHttp {
    NoContentRange() {
      super(Quirk.NO_CONTENT_RANGE);
    }
  }

  @Nested
  class SuffixIsABadRequest extends OverHttp {
    SuffixIsABadRequest() {
      super(Quirk.SUFFIX_IS_400);
    }
  }

  @Nested
  class SuffixIsOutOfRange extends OverHttp {
    SuffixIsOutOfRange() {
      super(Quirk.SUFFIX_IS_416, Quirk.NO_HEAD);
    }
  }

  @Nested
  class SuffixIsNotKnown extends OverHttp {
    SuffixIsNotKnown() {
      super(Quirk.SUFFIX_IS_501);
    }
  }

  @Nested
  class SuffixBringsTheWhole extends OverHttp {
    SuffixBringsTheWhole() {
      super(Quirk.SUFFIX_IS_WHOLE);
    }
  }

  @Nested
  class SuffixBringsTheBeginning extends OverHttp {
    SuffixBringsTheBeginning() {
      super(Quirk.SUFFIX_IS_PREFIX);
    }
  }

  @Nested
  class Gzip extends OverHttp {
    Gzip() {
      super(Quirk.GZIP);
    }

    /** Told is what the network brings, which is of another length. */
    @Override
    @Test
    protected void progressReachesTheWholeLength() {}
  }
}
