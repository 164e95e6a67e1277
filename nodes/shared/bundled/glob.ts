/** The only place that imports picomatch: the build replaces this file with a bundle of it. */
import picomatch from 'picomatch/posix';

export { picomatch };
