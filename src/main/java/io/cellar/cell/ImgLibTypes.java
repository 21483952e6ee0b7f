package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.BooleanArray;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/** imglib2's types for ours. */
final class ImgLibTypes {
  private ImgLibTypes() {}

  /** A new variable of imglib2's type for a dtype. */
  public static NativeType<?> type(DType dtype) {
    return switch (dtype) {
      case BOOL -> new NativeBoolType();
      case UINT8 -> new UnsignedByteType();
      case UINT16 -> new UnsignedShortType();
      case UINT32 -> new UnsignedIntType();
      case UINT64 -> new UnsignedLongType();
      case INT8 -> new ByteType();
      case INT16 -> new ShortType();
      case INT32 -> new IntType();
      case INT64 -> new LongType();
      case FLOAT32 -> new FloatType();
      case FLOAT64 -> new DoubleType();
    };
  }

  /** A block's array as imglib2 wants it: the array itself; for bool a new one. */
  static ArrayDataAccess<?> access(Block block) {
    return switch (block.values()) {
      case byte[] bytes when block.dtype() == DType.BOOL -> new BooleanArray(booleans(bytes));
      case byte[] bytes -> new ByteArray(bytes);
      case short[] shorts -> new ShortArray(shorts);
      case int[] ints -> new IntArray(ints);
      case long[] longs -> new LongArray(longs);
      case float[] floats -> new FloatArray(floats);
      case double[] doubles -> new DoubleArray(doubles);
      default -> throw new IllegalArgumentException("no voxels: " + block.values().getClass());
    };
  }

  private static boolean[] booleans(byte[] bytes) {
    boolean[] booleans = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      booleans[i] = bytes[i] != 0;
    }
    return booleans;
  }
}
