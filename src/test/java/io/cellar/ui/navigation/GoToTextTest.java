package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Axes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoToTextTest {
  private static final Axes ZYX = Axes.parse("zyx");
  private static final long[] FROM = {1, 2, 3};

  private static Optional<long[]> parse(String text) {
    return GoToText.parse(text, ZYX, FROM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10, 20, 30",
        "10 20 30",
        "[10, 20, 30]",
        "(10,20,30)",
        "  10;20;30 ",
        "10\t20\t30",
        "10.5, 20.99, 30.0",
        "x=10 y=20 z=30",
        "z: 30, y: 20, x: 10",
        "x 10, y 20, z 30",
        "https://neuroglancer-demo.appspot.com/#!{\"dimensions\":{},\"position\":[10.5,20.5,30.5],\"x\":1}",
        "https://n.example/#!%7B%22position%22%3A%5B10.5%2C20.5%2C30.5%5D%7D",
        "https://n.example/#!{\"navigation\":{\"pose\":{\"position\":{\"voxelCoordinates\":[10,20,30]}}}}"
      })
  void spokenXFirst(String text) {
    assertArrayEquals(new long[] {30, 20, 10}, parse(text).orElseThrow(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "10, 20",
        "1,2,3,4",
        "q=5",
        "10 20 x",
        "http://a.example/#!{}",
        "t=4"
      })
  void whatIsNoCoordinateIsRefused(String text) {
    assertTrue(parse(text).isEmpty(), text);
  }

  @Test
  void namedAxesLeaveTheOthers() {
    assertArrayEquals(new long[] {9, 2, 3}, parse("z=9").orElseThrow());
  }

  @Test
  void negativeNumbersAreTakenAsTheyAre() {
    assertArrayEquals(new long[] {3, -2, 1}, parse("1, -2, 3").orElseThrow());
  }

  @Test
  void timeAndChannelFollowSpaceAndMayBeLeftOut() {
    Axes five = Axes.parse("txyzc");
    long[] from = {7, 0, 0, 0, 8};
    assertArrayEquals(
        new long[] {7, 1, 2, 3, 8}, GoToText.parse("1 2 3", five, from).orElseThrow());
    assertArrayEquals(
        new long[] {4, 1, 2, 3, 8}, GoToText.parse("1 2 3 4", five, from).orElseThrow());
    assertArrayEquals(
        new long[] {4, 1, 2, 3, 5}, GoToText.parse("1 2 3 4 5", five, from).orElseThrow());
  }

  @Test
  void whatIsShownCanBeTyped() {
    assertEquals("3, 2, 1", GoToText.format(ZYX, FROM));
    assertEquals("x 3, y 2, z 1", GoToText.spoken(ZYX, FROM));
    assertArrayEquals(FROM, parse(GoToText.format(ZYX, FROM)).orElseThrow());
    assertArrayEquals(FROM, parse(GoToText.spoken(ZYX, FROM)).orElseThrow());
  }

  @Test
  void hugeNumbersAndTextsDoNoHarm() {
    assertTrue(parse("1".repeat(5000)).isEmpty());
    assertArrayEquals(
        new long[] {3, 2, Long.MAX_VALUE}, parse("9".repeat(300) + ", 2, 3").orElseThrow());
  }
}
