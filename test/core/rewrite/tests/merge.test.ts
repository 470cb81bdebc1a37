import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeTests } from '../../../../src/core/rewrite/tests/merge.ts';
import { syntaxFor } from '../../../support/grammars.ts';

interface Row {
  readonly name: string;
  readonly language: string;
  readonly existing: string;
  readonly answer: string;
  /** The file afterwards; what is new begins with `+`, what had to go for it with `-`. */
  readonly expected: string;
  readonly added: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'vitest: into the suite of the same title, names added to the import',
    language: 'typescript',
    existing: `import { describe, expect, it } from 'vitest';
import { total } from './cart';

describe('total', () => {
  it('adds prices', () => {
    expect(total([1, 2])).toBe(3);
  });
});
`,
    answer: `import { beforeEach, describe, expect, it, vi } from 'vitest';
import { total, clear } from './cart';
import { EMPTY } from './fixtures';

describe('total', () => {
    it('is 0 for no items', () => {
        expect(total(EMPTY)).toBe(0);
    });

    it('adds prices', () => {
        expect(total([1, 2])).toBe(3);
    });
});
`,
    expected: `-import { describe, expect, it } from 'vitest';
-import { total } from './cart';
+import { describe, expect, it, beforeEach, vi } from 'vitest';
+import { total, clear } from './cart';
+import { EMPTY } from './fixtures';
 
 describe('total', () => {
   it('adds prices', () => {
     expect(total([1, 2])).toBe(3);
   });
+
+  it('is 0 for no items', () => {
+    expect(total(EMPTY)).toBe(0);
+  });
 });
`,
    added: 'total › is 0 for no items',
  },
  {
    name: 'jest: a new function gets a suite of its own, inside of the one that holds suites',
    language: 'javascript',
    existing: `const { add, sub } = require('./sums');

describe('sums', () => {
  describe('add', () => {
    test('two numbers', () => {
      expect(add(1, 2)).toBe(3);
    });
  });
});
`,
    answer: `const { sub } = require('./sums');

describe('sub', () => {
  test('two numbers', () => {
    expect(sub(2, 1)).toBe(1);
  });
});
`,
    expected: ` const { add, sub } = require('./sums');
 
 describe('sums', () => {
   describe('add', () => {
     test('two numbers', () => {
       expect(add(1, 2)).toBe(3);
     });
   });
+
+  describe('sub', () => {
+    test('two numbers', () => {
+      expect(sub(2, 1)).toBe(1);
+    });
+  });
 });
`,
    added: 'sums › sub › two numbers',
  },
  {
    name: 'mocha: set-up that is there is used, a title that is taken gets a number',
    language: 'javascript',
    existing: `import { expect } from 'chai';

describe('cart', function () {
\tbeforeEach(function () {
\t\tthis.cart = fill();
\t});

\tit('adds', function () {
\t\texpect(this.cart.add(1)).to.equal(1);
\t});
});
`,
    answer: `import { expect } from 'chai';

describe('cart', function () {
  beforeEach(function () {
    this.cart = new Cart();
  });

  it('adds', function () {
    expect(() => this.cart.add()).to.throw(\`no
  item\`);
  });
});
`,
    expected: ` import { expect } from 'chai';
 
 describe('cart', function () {
 	beforeEach(function () {
 		this.cart = fill();
 	});
 
 	it('adds', function () {
 		expect(this.cart.add(1)).to.equal(1);
 	});
+
+	it('adds2', function () {
+		expect(() => this.cart.add()).to.throw(\`no
+  item\`);
+	});
 });
`,
    added: 'cart › adds2',
  },
  {
    name: "Node's own runner: bare tests stay bare, a helper comes before them",
    language: 'typescript',
    existing: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from './cart.ts';

// prices are in cents
test('adds prices', () => {
  assert.equal(total([1, 2]), 3);
});
`,
    answer: `import assert from 'node:assert/strict';
import { test, mock } from 'node:test';
import { total } from './cart.ts';

const items = (count: number) => Array(count).fill(1);

test('adds many prices', () => {
  assert.equal(total(items(9)), 9);
});
`,
    expected: ` import assert from 'node:assert/strict';
-import { test } from 'node:test';
+import { test, mock } from 'node:test';
 import { total } from './cart.ts';
+
+const items = (count: number) => Array(count).fill(1);
 
 // prices are in cents
 test('adds prices', () => {
   assert.equal(total([1, 2]), 3);
 });
+
+test('adds many prices', () => {
+  assert.equal(total(items(9)), 9);
+});
`,
    added: 'adds many prices',
  },
  {
    name: 'bare tests into the one suite',
    language: 'typescript',
    existing: `describe('cart', () => {});\n`,
    answer: `it('is empty', () => {\n  expect(cart()).toEqual([]);\n});\n`,
    expected: `-describe('cart', () => {});
+describe('cart', () => {
+  it('is empty', () => {
+    expect(cart()).toEqual([]);
+  });
+});
`,
    added: 'cart › is empty',
  },
  {
    name: 'another function, where the one suite holds tests: beside it',
    language: 'typescript',
    existing: `describe('add', () => {\n  it('adds', () => {});\n});\n`,
    answer: `describe('sub', () => {\n  it('subtracts', () => {});\n});\n`,
    expected: ` describe('add', () => {
   it('adds', () => {});
 });
+
+describe('sub', () => {
+  it('subtracts', () => {});
+});
`,
    added: 'sub › subtracts',
  },
  {
    name: 'pytest: functions at the end, fixtures used, names added to an import',
    language: 'python',
    existing: `import pytest

from shop.cart import total


@pytest.fixture
def prices():
    return [1, 2]


def test_adds(prices):
    assert total(prices) == 3


if __name__ == "__main__":
    pytest.main()
`,
    answer: `import json
import pytest
from shop.cart import total, EmptyCart


@pytest.fixture
def prices():
    return [3]


@pytest.mark.parametrize("items", [[], None])
def test_nothing(items):
    with pytest.raises(EmptyCart):
        total(items)


def test_adds(prices):
    assert total(prices) == 3.0
`,
    expected: ` import pytest
 
-from shop.cart import total
+from shop.cart import total, EmptyCart
+import json
 
 
 @pytest.fixture
 def prices():
     return [1, 2]
 
 
 def test_adds(prices):
     assert total(prices) == 3
 
 
+@pytest.mark.parametrize("items", [[], None])
+def test_nothing(items):
+    with pytest.raises(EmptyCart):
+        total(items)
+
+
+def test_adds_2(prices):
+    assert total(prices) == 3.0
+
+
 if __name__ == "__main__":
     pytest.main()
`,
    added: 'test_nothing, test_adds_2',
  },
  {
    name: 'unittest: methods into the class',
    language: 'python',
    existing: `import unittest
from shop.cart import total


class TestTotal(unittest.TestCase):
    def setUp(self):
        self.prices = [1, 2]

    def test_adds(self):
        self.assertEqual(total(self.prices), 3)


if __name__ == "__main__":
    unittest.main()
`,
    answer: `import unittest
from shop.cart import total

class TestTotal(unittest.TestCase):
  def setUp(self):
    self.prices = []

  def test_text(self):
    text = """
  a
"""
    self.assertEqual(total(text), 0)
`,
    expected: ` import unittest
 from shop.cart import total
 
 
 class TestTotal(unittest.TestCase):
     def setUp(self):
         self.prices = [1, 2]
 
     def test_adds(self):
         self.assertEqual(total(self.prices), 3)
+
+    def test_text(self):
+        text = """
+  a
+"""
+        self.assertEqual(total(text), 0)
 
 
 if __name__ == "__main__":
     unittest.main()
`,
    added: 'TestTotal › test_text',
  },
  {
    name: 'Go: functions at the end, the lone import becomes a block',
    language: 'go',
    existing: `package cart

import "testing"

func TestTotal(t *testing.T) {
	if got := Total(1, 2); got != 3 {
		t.Errorf("got %d", got)
	}
}
`,
    answer: `package cart

import (
	"errors"
	"testing"
)

// TestTotalEmpty asks for nothing.
func TestTotalEmpty(t *testing.T) {
	if _, err := Check(); !errors.Is(err, ErrEmpty) {
		t.Errorf("got %v", err)
	}
}
`,
    expected: ` package cart
 
-import "testing"
+import (
+	"testing"
+	"errors"
+)
 
 func TestTotal(t *testing.T) {
 	if got := Total(1, 2); got != 3 {
 		t.Errorf("got %d", got)
 	}
 }
+
+// TestTotalEmpty asks for nothing.
+func TestTotalEmpty(t *testing.T) {
+	if _, err := Check(); !errors.Is(err, ErrEmpty) {
+		t.Errorf("got %v", err)
+	}
+}
`,
    added: 'TestTotalEmpty',
  },
  {
    name: 'Go: into the block of imports',
    language: 'go',
    existing: `package cart

import (
	"testing"
)

func TestA(t *testing.T) {}
`,
    answer: `package cart

import (
	"testing"
	"time"
)

func TestB(t *testing.T) { time.Now() }
`,
    expected: ` package cart
 
 import (
 	"testing"
+	"time"
 )
 
 func TestA(t *testing.T) {}
+
+func TestB(t *testing.T) { time.Now() }
`,
    added: 'TestB',
  },
  {
    name: 'cargo: into the module of tests in the source',
    language: 'rust',
    existing: `pub fn total(prices: &[u32]) -> u32 {
    prices.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(total(&[1, 2]), 3);
    }
}
`,
    answer: `#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// Nothing is nothing.
    #[test]
    fn empty() {
        assert_eq!(total(&[]), 0);
    }
}
`,
    expected: ` pub fn total(prices: &[u32]) -> u32 {
     prices.iter().sum()
 }
 
 #[cfg(test)]
 mod tests {
     use super::*;
+    use std::collections::HashMap;
 
     #[test]
     fn adds() {
         assert_eq!(total(&[1, 2]), 3);
     }
+
+    /// Nothing is nothing.
+    #[test]
+    fn empty() {
+        assert_eq!(total(&[]), 0);
+    }
 }
`,
    added: 'tests › empty',
  },
  {
    name: 'cargo: the first tests of a source, bare in the answer',
    language: 'rust',
    existing: `pub fn total() -> u32 {\n    0\n}\n`,
    answer: `#[test]\nfn empty() {\n    assert_eq!(total(), 0);\n}\n`,
    expected: ` pub fn total() -> u32 {
     0
 }
+
+#[cfg(test)]
+mod tests {
+    use super::*;
+
+    #[test]
+    fn empty() {
+        assert_eq!(total(), 0);
+    }
+}
`,
    added: 'tests › empty',
  },
  {
    name: 'JUnit 5: methods into the class, whatever the answer calls it; fields used',
    language: 'java',
    existing: `package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CartTest {
    private final Cart cart = new Cart();

    @Test
    void adds() {
        assertEquals(1, cart.add(1));
    }
}
`,
    answer: `package shop;

import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.Test;

class CartAddTest {
    private final Cart cart = new Cart();

    @Test
    void refusesNothing() {
        assertThrows(IllegalArgumentException.class, () -> cart.add(null));
    }
}
`,
    expected: ` package shop;
 
 import static org.junit.jupiter.api.Assertions.assertEquals;
 
 import org.junit.jupiter.api.Test;
+import static org.junit.jupiter.api.Assertions.*;
 
 class CartTest {
     private final Cart cart = new Cart();
 
     @Test
     void adds() {
         assertEquals(1, cart.add(1));
     }
+
+    @Test
+    void refusesNothing() {
+        assertThrows(IllegalArgumentException.class, () -> cart.add(null));
+    }
 }
`,
    added: 'CartTest › refusesNothing',
  },
  {
    name: 'xUnit: in a namespace with braces',
    language: 'csharp',
    existing: `using Xunit;

namespace Shop.Tests
{
    public class CartTests
    {
        [Fact]
        public void Adds()
        {
            Assert.Equal(1, new Cart().Add(1));
        }
    }
}
`,
    answer: `using System;
using Xunit;

namespace Shop.Tests;

public class CartTests
{
    [Theory]
    [InlineData(-1)]
    public void Refuses(int price)
    {
        Assert.Throws<ArgumentException>(() => new Cart().Add(price));
    }
}
`,
    expected: ` using Xunit;
+using System;
 
 namespace Shop.Tests
 {
     public class CartTests
     {
         [Fact]
         public void Adds()
         {
             Assert.Equal(1, new Cart().Add(1));
         }
+
+        [Theory]
+        [InlineData(-1)]
+        public void Refuses(int price)
+        {
+            Assert.Throws<ArgumentException>(() => new Cart().Add(price));
+        }
     }
 }
`,
    added: 'CartTests › Refuses',
  },
  {
    name: 'NUnit',
    language: 'csharp',
    existing: `using NUnit.Framework;

public class CartTests
{
    [SetUp]
    public void Fill() {}

    [Test]
    public void Adds() {}
}
`,
    answer: `using NUnit.Framework;

public class CartTests
{
    [Test]
    public void IsEmpty() {}
}
`,
    expected: ` using NUnit.Framework;
 
 public class CartTests
 {
     [SetUp]
     public void Fill() {}
 
     [Test]
     public void Adds() {}
+
+    [Test]
+    public void IsEmpty() {}
 }
`,
    added: 'CartTests › IsEmpty',
  },
  {
    name: 'RSpec: into the group of the class; what let defines is used',
    language: 'ruby',
    existing: `require 'spec_helper'

RSpec.describe Cart do
  let(:cart) { Cart.new }

  describe '#add' do
    it 'adds' do
      expect(cart.add(1)).to eq(1)
    end
  end
end
`,
    answer: `require 'spec_helper'

RSpec.describe Cart do
  let(:cart) { described_class.new }

  describe '#add' do
    it 'refuses nil' do
      expect { cart.add(nil) }.to raise_error(ArgumentError)
    end
  end

  describe '#total' do
    it 'is 0' do
      expect(cart.total).to eq(0)
    end
  end
end
`,
    expected: ` require 'spec_helper'
 
 RSpec.describe Cart do
   let(:cart) { Cart.new }
 
   describe '#add' do
     it 'adds' do
       expect(cart.add(1)).to eq(1)
     end
+
+    it 'refuses nil' do
+      expect { cart.add(nil) }.to raise_error(ArgumentError)
+    end
   end
+
+  describe '#total' do
+    it 'is 0' do
+      expect(cart.total).to eq(0)
+    end
+  end
 end
`,
    added: 'Cart › #add › refuses nil, Cart › #total › is 0',
  },
  {
    name: 'PHPUnit',
    language: 'php',
    existing: `<?php

declare(strict_types=1);

namespace Shop\\Tests;

use PHPUnit\\Framework\\TestCase;
use Shop\\Cart;

final class CartTest extends TestCase
{
    public function testAdds(): void
    {
        $this->assertSame(1, (new Cart())->add(1));
    }
}
`,
    answer: `<?php

namespace Shop\\Tests;

use PHPUnit\\Framework\\TestCase;
use Shop\\Cart;
use Shop\\EmptyCart;

final class CartTest extends TestCase
{
    public function testIsEmpty(): void
    {
        $this->expectException(EmptyCart::class);
        (new Cart())->total();
    }
}
`,
    expected: ` <?php
 
 declare(strict_types=1);
 
 namespace Shop\\Tests;
 
 use PHPUnit\\Framework\\TestCase;
 use Shop\\Cart;
+use Shop\\EmptyCart;
 
 final class CartTest extends TestCase
 {
     public function testAdds(): void
     {
         $this->assertSame(1, (new Cart())->add(1));
     }
+
+    public function testIsEmpty(): void
+    {
+        $this->expectException(EmptyCart::class);
+        (new Cart())->total();
+    }
 }
`,
    added: 'CartTest › testIsEmpty',
  },
];

/** The lines of one side of a picture. */
function side(picture: string, marks: string): string {
  const lines = picture.replace(/\n$/, '').split('\n');
  return `${lines
    .filter(line => marks.includes(line[0] ?? ''))
    .map(line => line.slice(1))
    .join('\n')}\n`;
}

for (const { name, language, existing, answer, expected, added } of ROWS) {
  test(name, async () => {
    assert.equal(side(expected, ' -'), existing, 'the picture tells of the file as it is');
    const merged = mergeTests(existing, answer, await syntaxFor(language));
    assert.equal(merged?.text, side(expected, ' +'));
    assert.equal(merged?.added.map(one => [...one.within, one.name].join(' › ')).join(', '), added);
  });
}

test('an answer without a new test is none', async () => {
  const syntax = await syntaxFor('typescript');
  const existing = "it('adds', () => {});\n";
  assert.equal(mergeTests(existing, 'const a = 1;\n', syntax), undefined);
  assert.equal(mergeTests(existing, existing, syntax), undefined);
});

test('a mended test takes the place of the one that failed; what the user changed meanwhile stays', async () => {
  const now = `import { it, expect } from 'vitest';

describe('cart', () => {
  it('adds', () => { expect(add(1)).toBe(1); });

  it('is empty', () => {
    expect(cart()).toBe([]);
  });

  it('of the user', () => {});
});
`;
  const answer =
    "import { it, expect } from 'vitest';\n\ndescribe('cart', () => {\n  it('is empty', () => {\n    expect(cart()).toEqual([]);\n  });\n});\n";
  const own = [{ name: 'is empty', within: ['cart'] }];
  const merged = mergeTests(now, answer, await syntaxFor('typescript'), own);
  assert.equal(merged?.text, now.replace('toBe([])', 'toEqual([])'));
  assert.deepEqual(merged?.added, own);
});
