"""Tests of what the benchmark works out by itself: python3 bench/test_bench.py"""

import unittest

import syscalls
import table
import volumes
from table import Row


class Volumes(unittest.TestCase):

    def test_a_block_has_the_address_and_the_file_of_its_box(self):
        volume = volumes.Boxes("http://h/{x_start}-{x_stop}/{z_start:03d}-{z_stop}",
                               (5, 4, 9), (5, 4, 8), dataset="cube")
        self.assertEqual([(0, 0, 0), (0, 0, 8)], volume.starts())
        self.assertEqual(["http://h/0-8/000-5", "http://h/8-9/000-5"], volume.urls())
        self.assertEqual("root/z_00000000/y_00000000/x_00000008/block-([0, 0, 8], [5, 4, 9]).h5",
                         str(volume.file("root", (0, 0, 8))))

    def test_a_grid_has_exactly_so_many_blocks(self):
        for blocks in (1, 7, 64, 320, 1024, 3072):
            a, b, c = volumes.grid(blocks)
            self.assertEqual(blocks, a * b * c)
        self.assertEqual((4, 16, 16), volumes.grid(1024))


class Traces(unittest.TestCase):

    def kind(self, line):
        return syscalls.kind(*syscalls.LINE.match(line).groups())

    def test_calls_are_told_apart_by_what_their_descriptor_is(self):
        for line, kind in (
                ('7 openat(AT_FDCWD</w>, "a/b", O_RDONLY) = 5</w/a/b>', "path and file"),
                ('7 write(5</w/a/b>, "x", 1) = 1', "path and file"),
                ('7 mkdir("/w/c", 0777) = 0', "path and file"),
                ('7 read(6<socket:[99]>, "x", 1) = 1', "network"),
                ('7 poll([{fd=6<socket:[99]>, events=POLLIN}], 1, -1) = 1', "network"),
                ('7 futex(0x7f, FUTEX_WAKE_PRIVATE, 1 <unfinished ...>', "futex"),
                ('7 read(8<anon_inode:[eventfd]>, "x", 8) = 8', "other"),
                ('7 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 5</w/a/b>, 0) = 0x7f', "other")):
            self.assertEqual(kind, self.kind(line), line)

    def test_the_end_of_an_interrupted_line_is_not_counted_again(self):
        self.assertIsNone(syscalls.LINE.match("7 <... futex resumed>) = 0"))


class Tables(unittest.TestCase):

    def test_a_goal_is_compared_with_the_ratio_in_its_direction(self):
        self.assertTrue(Row("a", "CPU", 4.9, None, "curl", 1, at_most=5).reached())
        self.assertFalse(Row("a", "CPU", 5.1, None, "curl", 1, at_most=5).reached())
        self.assertTrue(Row("a", "rate", 95, None, "curl", 100, at_least=0.95).reached())
        self.assertFalse(Row("a", "rate", 94, None, "curl", 100, at_least=0.95).reached())
        self.assertIsNone(Row("a", "rate", 94, None, "curl", 100).reached())

    def test_a_goal_of_a_figure_needs_no_peer(self):
        self.assertFalse(Row("a", "wall", 0.5, at_most=0.4, ratio_matters=False).reached())

    def test_what_was_not_measured_has_its_reason_and_no_figure(self):
        text = table.markdown([Row("a", "", note="not measured: no curl here")], {})
        self.assertIn("| a |  | not measured: no curl here |", text)
        self.assertNotIn("yes", text)


if __name__ == "__main__":
    unittest.main()
