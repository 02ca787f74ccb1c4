"""Small economies, with every rule on and with none changed, give the same bits whichever vector instructions the processor has.

Usage: isa_test.py PROGRAM_OF_LEVEL_4 PROGRAM_OF_LEVEL_3 PROGRAM_OF_LEVEL_1
"""

import subprocess
import sys
import unittest

LEVELS = dict(zip((4, 3, 1), sys.argv[1:]))


class Isa(unittest.TestCase):
    def test_every_level_gives_the_bits_of_the_lowest(self):
        digests = {}
        for level, program in LEVELS.items():
            chosen, digest = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
            self.assertLessEqual(int(chosen), level, "the program did not forget the instructions that it should")
            digests[int(chosen)] = digest
        print("levels run:", *digests)
        self.assertIn(1, digests)
        self.assertEqual(len(set(digests.values())), 1, digests)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
