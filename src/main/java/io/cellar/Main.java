package io.cellar;

/** Starts Cellar. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
