package io.cellar.source;

/** How much of a body is read, decided when its head has come. */
@FunctionalInterface
interface BodyRule {
  /** An error page is read this far, so that the connection can be used again. */
  int ERROR_PAGE = 64 * 1024;

  /**
   * What is wanted of a body.
   *
   * @param most its longest length; a longer one is a failure
   * @param isRead false when the head is enough
   * @param isPage true for the page of an error, which need not come whole
   */
  record Wanted(long most, boolean isRead, boolean isPage) {
    static final Wanted NOTHING = new Wanted(0, false, false);

    static Wanted upTo(long most) {
      return new Wanted(most, true, false);
    }

    static Wanted page(long most) {
      return new Wanted(Math.min(most, ERROR_PAGE), true, true);
    }
  }

  /**
   * Decides.
   *
   * @throws BodyReader.TooLong if the body is more than can be taken
   */
  Wanted of(int status, Headers headers) throws BodyReader.TooLong;

  /** The body of a 200, and of other statuses the beginning of an error page. */
  static BodyRule ofFile(long maxBytes) {
    return (status, _) -> status == 200 ? Wanted.upTo(maxBytes) : Wanted.page(maxBytes);
  }

  /** The body of a 200 or 206 as a request for an object wants it. */
  static BodyRule ofObject(ObjectRequest request, long mostEver) {
    if (request.method() == ObjectRequest.Method.HEAD) {
      return (_, _) -> Wanted.NOTHING;
    }
    long most = Math.min(request.maxBytes(), mostEver);
    return (status, headers) ->
        switch (status) {
          case 200 -> whole(request, most, headers);
          case 206 -> part(request, mostEver, headers);
          default -> Wanted.page(ERROR_PAGE);
        };
  }

  private static Wanted whole(ObjectRequest request, long most, Headers headers)
      throws BodyReader.TooLong {
    if (request.range().isEmpty()) {
      return Wanted.upTo(ContentEncoding.isPlain(headers) ? most : most + most / 64 + 1024);
    }
    if (request.range().get() instanceof ByteRange.Last) {
      return Wanted.NOTHING; // Its length is in the head, and the part is asked for otherwise.
    }
    long length = headers.contentLength();
    if (length < 0 || length > most) {
      throw new BodyReader.TooLong(
          "the server does not honour ranges, and the whole object is "
              + (length < 0 ? "of unknown length" : "of " + length + " bytes")
              + ", where at most "
              + most
              + " were expected");
    }
    return Wanted.upTo(length);
  }

  /** A part of another length is judged by its head alone. */
  private static Wanted part(ObjectRequest request, long mostEver, Headers headers) {
    if (request.range().isEmpty()) {
      return Wanted.page(ERROR_PAGE);
    }
    long length = headers.contentLength();
    long asked = request.range().get().length();
    return length >= 0 && length > asked ? Wanted.NOTHING : Wanted.upTo(Math.min(asked, mostEver));
  }
}
